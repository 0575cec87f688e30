package io.obs.newcomers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.obs.collector.ReceivedSpan;
import io.obs.testkit.LogLine;
import io.obs.testkit.Scrape;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What requests have left, as a text that is the same wherever ids, times, threads and ports are all that differs. */
final class Left {

    private static final List<String> OURS = List.of("http_", "service_", "log_events_", "jvm_heap_", "obs_");

    private static final List<String> OUR_LOGGERS = List.of("shop.jobs", "obs.access");

    private Left() {}

    /** What a record of this name says. */
    static String golden(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(Left.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }

    /** All that a service's requests have left. */
    static String by(Service service, List<ReceivedSpan> spans) throws IOException, InterruptedException {
        return "== scrape\n" + scrape(service.scrape()) + "== lines\n" + lines(service.lines()) + "== spans\n"
                + spans(spans);
    }

    /** The series of requests before there was any. */
    static String atZero(Scrape scrape) {
        return lines(scrape.series().stream()
                .filter(one ->
                        one.name().equals("http_requests_total") || one.name().equals("http_errors_total"))
                .map(one -> one.name() + new TreeMap<>(one.labels()) + " " + one.value())
                .sorted());
    }

    /** The catalogue's families, and the HTTP series that count something. */
    private static String scrape(Scrape scrape) {
        Stream<String> families = scrape.types().entrySet().stream()
                .filter(family -> OURS.stream().anyMatch(family.getKey()::startsWith))
                .map(family -> "# TYPE " + family.getKey() + " " + family.getValue());
        Stream<String> series = scrape.series().stream()
                .filter(one -> one.name().startsWith("http_") && one.value() > 0)
                .filter(one -> !one.name().endsWith("_bucket")
                        || "+Inf".equals(one.labels().get("le")))
                .map(one -> one.name() + new TreeMap<>(one.labels()) + " "
                        + (one.name().endsWith("_sum") ? "TIME" : one.value()))
                .sorted();
        return lines(Stream.concat(families, series));
    }

    /** The service's own lines and the access lines, in their order; not those of frameworks. */
    private static String lines(List<LogLine> lines) {
        return lines(lines.stream()
                .filter(line -> OUR_LOGGERS.contains(line.text("logger")))
                .map(line -> constant(line.json())));
    }

    private static String constant(String json) {
        return json.replaceAll("\"timestamp\":\"[-0-9T:.]{23}Z\"", "\"timestamp\":TIME")
                .replaceAll("\"thread\":\"[^\"]+\"", "\"thread\":THREAD")
                .replaceAll("\"trace_id\":\"[0-9a-f]{32}\"", "\"trace_id\":ID")
                .replaceAll("\"span_id\":\"[0-9a-f]{16}\"", "\"span_id\":ID")
                .replaceAll("\"request_id\":\"req-[0-9a-f]{24}\"", "\"request_id\":ID")
                .replaceAll("\"duration_ms\":\\d+(\\.\\d{1,3})?", "\"duration_ms\":TIME")
                .replaceAll("\"stack_trace\":\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"", "\"stack_trace\":FRAMES");
    }

    /** The spans in the order of their starts. */
    private static String spans(List<ReceivedSpan> spans) {
        return lines(spans.stream()
                .sorted(Comparator.comparingLong(ReceivedSpan::startNanos))
                .map(span -> span.kind() + " " + span.name() + " " + span.status() + " " + constant(span.attributes())
                        + span.events().stream()
                                .map(event -> "\n  " + event.name() + " " + constant(event.attributes()))
                                .collect(Collectors.joining())));
    }

    private static Map<String, Object> constant(Map<String, Object> attributes) {
        Map<String, Object> same = new TreeMap<>(attributes);
        same.replaceAll((key, value) -> switch (key) {
            case "server.port", "client.port", "network.peer.port" -> "PORT";
            case "exception.stacktrace" -> "FRAMES";
            default -> value;
        });
        return same;
    }

    private static String lines(Stream<String> lines) {
        return lines.map(line -> line + "\n").collect(Collectors.joining());
    }
}
