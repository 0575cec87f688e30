package io.obs.examples.captions.platform;

import io.obs.collector.ReceivedSpan;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Prints what there is to see of the platform. */
final class Show {

    private static final int UNTIL_COLLECTED = 100;

    private final Platform platform;
    private final PrintStream out;

    Show(Platform platform, PrintStream out) {
        this.platform = platform;
        this.out = out;
    }

    void addresses() {
        for (ServiceProcess service : platform.services()) {
            out.printf("%-12s %s   (pid %d)%n", service.name(), service.url(), service.pid());
            out.printf("  metrics    %s%n", service.admin().resolve("/metrics"));
            out.printf("  health     %s%n", service.admin().resolve("/health"));
            out.printf("  obs        %s%n", service.admin().resolve("/obs"));
            out.printf("  log        %s%n", service.log().path());
        }
        platform.infrastructure().addresses().forEach((part, address) -> out.printf("%-12s %s%n", part, address));
        out.printf("%-12s %s%n", "collector", platform.collector().url());
        out.printf("  traces     %s/traces%n", platform.collector().url());
        out.printf("  OTLP       %s (HTTP)%n", platform.collector().receiver().httpEndpoint());
        out.printf("             %s (gRPC)%n", platform.collector().receiver().grpcEndpoint());
        out.printf(
                "Try it:      curl -i -d '{\"media\": \"interview.wav\"}' %s/api/v1/jobs%n",
                platform.gateway().url());
    }

    /** A trace as the collector has it, and the lines of all services that belong to it. */
    void trace(String traceId) throws IOException, InterruptedException {
        List<ReceivedSpan> spans = awaitSpans(traceId);
        head("One order across all services: its trace");
        out.print(spans.isEmpty() ? "(its spans went elsewhere)\n" : TraceTree.print(spans));
        head("Its log lines, by trace_id");
        for (ServiceProcess service : platform.services()) {
            service.log().lines(traceId).forEach(out::println);
        }
    }

    void scrape() throws IOException, InterruptedException {
        scrape(platform.gateway(), "http_requests_total", "http_errors_total", "circuit_breaker_calls");
        scrape(platform.jobManager(), "http_requests_total", "jobs_created", "queue_", "db_");
        scrape(platform.worker(), "jobs_", "queue_", "cache_", "storage_");
    }

    private void scrape(ServiceProcess service, String... families) throws IOException, InterruptedException {
        head("Of " + service.name() + "'s scrape, without buckets and zeros");
        Scrape.of(service).samples(families).stream()
                .filter(line -> !line.contains("_bucket{"))
                .forEach(out::println);
    }

    void breaker() throws IOException, InterruptedException {
        head("The circuit breaker's lines, and what became of its calls");
        platform.gateway().log().lines("\"logger\":\"obs.breaker\"").forEach(out::println);
        Scrape.of(platform.gateway()).samples("circuit_breaker_").forEach(out::println);
    }

    /** Totals. Returns false where something is not as it should be. */
    boolean summary(Map<Integer, Long> answers) throws IOException, InterruptedException {
        head("Summary");
        out.println("requests by status: "
                + answers.entrySet().stream()
                        .map(entry -> (entry.getKey() == Traffic.NO_ANSWER ? "none" : entry.getKey()) + " "
                                + entry.getValue())
                        .collect(Collectors.joining(", ")));
        Collector collector = platform.collector();
        out.printf(
                Locale.ROOT,
                "traces: %d, of %d spans%n",
                collector.traces().ids().size(),
                collector.receiver().received());
        List<String> problems = new ArrayList<>();
        for (ServiceProcess service : platform.services()) {
            problems.addAll(service.log().problems());
            out.printf(
                    Locale.ROOT,
                    "%s: %d log lines, %d telemetry items lost%n",
                    service.name(),
                    service.log().lines().size(),
                    Scrape.of(service).sum("obs_dropped_total"));
        }
        problems.stream().limit(20).forEach(problem -> out.println("NOT AS IT SHOULD BE: " + problem));
        return problems.isEmpty();
    }

    void head(String text) {
        out.println();
        out.println("== " + text);
    }

    private List<ReceivedSpan> awaitSpans(String traceId) throws InterruptedException {
        List<ReceivedSpan> spans = platform.collector().traces().spans(traceId);
        for (int i = 0; i < UNTIL_COLLECTED && (spans.isEmpty() || isPartial(spans)); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
            spans = platform.collector().traces().spans(traceId);
        }
        return spans;
    }

    private static boolean isPartial(List<ReceivedSpan> spans) {
        return spans.stream().map(ReceivedSpan::service).distinct().count() < 3
                || spans.stream().noneMatch(span -> span.isRoot());
    }
}
