package io.obs.testkit;

import io.obs.Observability;
import io.obs.collector.OtlpReceiver;
import io.obs.collector.ReceivedSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * An obs of its own for a test, and what its users see of it: the scrape through the real admin endpoint, the log lines
 * as JSON, the spans as a collector received them.
 *
 * <p>The rooms on the class path are all in. Log lines are those of the whole process while this is open, so tests that
 * use it don't run side by side. Close it after the test.
 *
 * <pre>{@code
 * try (TestTelemetry telemetry = TestTelemetry.start()) {
 *     new Shop(telemetry.obs()).sell();
 *     telemetry.eventually(() ->
 *             assertThat(telemetry.scrape().value("jobs_completed_total", "status", "success")).hasValue(1));
 * }
 * }</pre>
 */
public final class TestTelemetry implements AutoCloseable {

    /** The service's name where the test gives no other. */
    public static final String SERVICE = "under-test";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final OtlpReceiver collector;
    private final Observability obs;
    private final CapturedLog log;
    private final HttpClient scraper = HttpClient.newHttpClient();

    private TestTelemetry(Consumer<Observability.Builder> settings) {
        collector = OtlpReceiver.start();
        Observability.Builder builder = Observability.builder()
                .service(SERVICE)
                .set("obs.admin.port", "0")
                .set("otel.exporter.otlp.protocol", "http/protobuf")
                .set("otel.exporter.otlp.endpoint", collector.httpEndpoint())
                .set("otel.bsp.schedule.delay", "20");
        settings.accept(builder);
        obs = builder.build();
        log = CapturedLog.open();
    }

    /** With what is on the class path, every span sampled. */
    public static TestTelemetry start() {
        return start(builder -> {});
    }

    /** @param settings sets, uses and installs what the test needs besides */
    public static TestTelemetry start(Consumer<Observability.Builder> settings) {
        return new TestTelemetry(settings);
    }

    public Observability obs() {
        return obs;
    }

    /** The lines logged by the process since this was started. */
    public List<LogLine> lines() {
        return log.lines();
    }

    /** Those of one logger. */
    public List<LogLine> lines(String logger) {
        return lines().stream()
                .filter(line -> logger.equals(line.text("logger")))
                .toList();
    }

    /** The spans that the collector has by now; they come with a delay. */
    public List<ReceivedSpan> spans() {
        return collector.spans();
    }

    /** Where spans are sent to. */
    public OtlpReceiver collector() {
        return collector;
    }

    /** Asks for /metrics. */
    public Scrape scrape() {
        return new Scrape(admin("/metrics"));
    }

    /** The body of a page of the admin endpoint, whatever its status. */
    public String admin(String path) {
        InetSocketAddress address = obs.adminAddress().orElseThrow();
        URI page = URI.create("http://" + address.getHostString() + ":" + address.getPort() + path);
        try {
            return scraper.send(HttpRequest.newBuilder(page).timeout(PATIENCE).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for " + page, e);
        }
    }

    /** Waits until the assertions hold; fails with the last one that did not. */
    public void eventually(Runnable assertions) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                assertions.run();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                    throw notYet;
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }

    @Override
    public void close() {
        try {
            obs.close();
        } finally {
            log.close();
            collector.close();
        }
    }
}
