package io.obs.testkit;

import static java.util.Objects.requireNonNull;

import io.obs.Observability;
import io.obs.collector.OtlpReceiver;
import io.obs.collector.ReceivedSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An obs of its own for a test, and what its users see of it: the scrape through the real admin endpoint, the log lines
 * as JSON, the spans as a collector received them.
 *
 * <p>The rooms on the class path are all in. Several may be open side by side: a line that belongs to a trace is seen by the
 * one whose trace it is, and all others, as logback is one a process, by each. Close it after the test; {@link ObsTest} does
 * both.
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

    private static final Set<TestTelemetry> OPEN = ConcurrentHashMap.newKeySet();

    private final SpanLog started = new SpanLog();
    private final OtlpReceiver collector;
    private final HttpClient scraper = HttpClient.newHttpClient();
    private volatile Scrape before = new Scrape("");
    private volatile boolean ownsObs;
    private volatile @Nullable CapturedLog log;
    private volatile @Nullable Observability obs;

    private TestTelemetry() {
        collector = OtlpReceiver.start();
    }

    /**
     * Shows a test the telemetry of an obs that somebody else builds, with the settings it has there: a customizer of Spring
     * Boot's starter. Everything goes to this process, to {@link #of} the obs; it ends when the obs is closed.
     *
     * <pre>{@code
     * @Bean
     * ObservabilityCustomizer telemetry() {
     *     return TestTelemetry::observe;
     * }
     * }</pre>
     *
     * @param builder is given the admin port 0, a collector and a {@link SpanProcessor}
     */
    public static void observe(Observability.Builder builder) {
        new TestTelemetry().giveTo(builder);
    }

    private void giveTo(Observability.Builder builder) {
        builder.set("obs.admin.port", "0")
                .set("otel.exporter.otlp.protocol", "http/protobuf")
                .set("otel.exporter.otlp.endpoint", collector.httpEndpoint())
                .set("otel.bsp.schedule.delay", "20")
                .use(SpanProcessor.class, started)
                .install(new TestRoom(this));
    }

    /** All rooms are in. */
    void open() {
        log = CapturedLog.open(this::isUnseen);
        OPEN.add(this);
    }

    /**
     * The telemetry of an obs that a test has.
     *
     * @throws IllegalArgumentException if it was not built with this class, or is closed
     */
    public static TestTelemetry of(Observability obs) {
        TestTelemetry telemetry = obs.find(TestTelemetry.class)
                .filter(OPEN::contains)
                .orElseThrow(() -> new IllegalArgumentException("the obs of service \"" + obs.service()
                        + "\" has no telemetry that a test can see; take one from @ObsTest or TestTelemetry.start(), or"
                        + " give TestTelemetry.observe its builder, and ask before it is closed"));
        telemetry.obs = obs;
        return telemetry;
    }

    /** With what is on the class path, every span sampled. */
    public static TestTelemetry start() {
        return start(builder -> {});
    }

    /** @param settings sets, uses and installs what the test needs besides */
    public static TestTelemetry start(Consumer<Observability.Builder> settings) {
        TestTelemetry telemetry = new TestTelemetry();
        telemetry.ownsObs = true;
        try {
            Observability.Builder builder = Observability.builder().service(SERVICE);
            telemetry.giveTo(builder);
            settings.accept(builder);
            return of(builder.build());
        } catch (RuntimeException e) {
            telemetry.end();
            throw e;
        }
    }

    public Observability obs() {
        return requireNonNull(obs, "of(obs) has told");
    }

    /** The lines logged since this was started, but those of traces that belong to another one that is open. */
    public List<LogLine> lines() {
        CapturedLog heard = log;
        return heard == null ? List.of() : heard.lines();
    }

    private boolean isUnseen(String traceId) {
        return started.isPast(traceId)
                || (!started.knows(traceId) && OPEN.stream().anyMatch(other -> other.started.knows(traceId)));
    }

    /** Those of one logger. */
    public List<LogLine> lines(String logger) {
        return lines().stream()
                .filter(line -> logger.equals(line.text("logger")))
                .toList();
    }

    /** The spans that the collector has by now; they come with a delay. */
    public List<ReceivedSpan> spans() {
        return collector.spans().stream()
                .filter(span -> !started.isPast(span.traceId()))
                .toList();
    }

    /** The names of the spans that have started and not ended. */
    public List<String> openSpans() {
        return started.open();
    }

    /** The same of one trace. */
    public List<String> openSpans(String traceId) {
        return started.open(traceId);
    }

    /** True where no other one is open: then all lines are this one's. */
    public boolean isAlone() {
        return OPEN.size() <= 1;
    }

    /** True when each span that has ended is among {@link #spans()}. */
    public boolean settled() {
        return collector.received() >= started.ended();
    }

    /** Remembers the metrics as they are now. */
    void mark() {
        before = scrape();
    }

    /**
     * Begins anew, for a test that shares an obs with tests before it: their lines and traces are no longer seen, what
     * comes late of those traces neither, and metrics are counted from here.
     */
    public void forget() {
        started.forget();
        CapturedLog heard = log;
        if (heard != null) {
            heard.forget();
        }
        mark();
    }

    /** The metrics before the test, where {@link ObsTest} gave this, or {@link #forget} was called; else an empty scrape. */
    public Scrape before() {
        return before;
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
        InetSocketAddress address = obs().adminAddress().orElseThrow();
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
        OPEN.remove(this);
        try {
            obs().close();
        } finally {
            if (ownsObs) {
                end();
            }
        }
    }

    /** The obs closes, maybe without this being closed: what has ended may still come, but not for longer than half of what is left. */
    void closing(Duration left) {
        if (ownsObs) {
            return;
        }
        long deadline = System.nanoTime() + left.dividedBy(2).toNanos();
        while (!settled()
                && deadline - System.nanoTime() > 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        end();
    }

    private void end() {
        OPEN.remove(this);
        CapturedLog heard = log;
        if (heard != null) {
            heard.close();
        }
        collector.close();
    }
}
