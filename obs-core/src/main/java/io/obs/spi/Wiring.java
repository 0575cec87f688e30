package io.obs.spi;

import io.obs.admin.AdminPage;
import io.obs.config.ObservabilityConfig;
import io.obs.control.Control;
import io.obs.health.HealthCheck;
import io.obs.pipeline.Clock;
import io.obs.pipeline.Drops;
import io.obs.pipeline.Failures;
import io.obs.pipeline.Meters;
import io.obs.pipeline.OperationListener;
import io.obs.pipeline.Signal;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What a room finds and fills when it is installed. Used by one thread, during init only. */
public interface Wiring {

    ObservabilityConfig config();

    /** The service's name, as it stands in labels and lines. */
    String service();

    /** The service's version, or {@code unknown}. */
    String version();

    Clock clock();

    Drops drops();

    Failures failures();

    /** An object the service gave with {@code builder().use(type, object)}: a MeterRegistry, an OpenTelemetry. */
    <T> java.util.Optional<T> given(Class<T> type);

    /** Says that a setting is wrong: key, value, what is allowed. Init goes on collecting and then stops. */
    void problem(String sentence);

    /** Listens for a signal; one listener a signal. */
    void listen(Signal signal, OperationListener listener);

    /** Measures for everybody. */
    void meters(Meters meters);

    /** Carries contexts between processes, instead of W3C trace context, baggage and X-Trace-ID. */
    void propagator(TextMapPropagator propagator);

    /** The OpenTelemetry that obs's users get from {@code Observability.openTelemetry()}. */
    void openTelemetry(OpenTelemetry openTelemetry);

    /** Lets the service find an object of the room by its type: {@code Observability.find(type)}. */
    <T> void provide(Class<T> type, T object);

    /** Adds a page to the admin endpoint. */
    void page(AdminPage page);

    /** Lets operators change something, where the control is switched on. */
    void control(Control control);

    /** Adds a health check. */
    void health(String name, HealthCheck.Kind kind, HealthCheck check);

    /**
     * Tells what was wired: for the start line and the admin page.
     *
     * @param where where the signal goes, in a few words ({@code scrape /metrics}, {@code otlp/grpc http://localhost:4317})
     * @param now details asked for when the page is shown: reachable or not, queue lengths; JSON-friendly values
     */
    void describe(Signal signal, String where, Supplier<Map<String, Object>> now);

    /**
     * Adds a section to the admin endpoint's page {@code /obs}.
     *
     * @param name its heading, lower case, words joined by {@code _}
     * @param now asked for when the page is shown, concurrently; JSON-friendly values
     */
    void section(String name, Supplier<Map<String, Object>> now);

    /** A sentence for the start line about what was left out, and why. */
    void leftOut(String sentence);

    /**
     * Holds the start line back, for a framework that observes marked methods itself and knows only after init which.
     *
     * @return to be told that, once and by any thread: it writes the start line. Untold, the start line is written at close
     */
    Consumer<MarkObserver> startLineLater();

    /** Runs when everything is wired, with the meters of the finished pipeline. */
    void whenWired(Consumer<Meters> task);

    /** Runs at close, the last added first, with what is left of the deadline. */
    void onClose(Consumer<Duration> task);
}
