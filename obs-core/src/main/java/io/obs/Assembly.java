package io.obs;

import io.obs.admin.AdminPage;
import io.obs.config.ObservabilityConfig;
import io.obs.config.ServiceIdentity;
import io.obs.context.AdoptedTrace;
import io.obs.control.Control;
import io.obs.control.Controls;
import io.obs.dev.DevMode;
import io.obs.health.Health;
import io.obs.health.HealthCheck;
import io.obs.pipeline.Clock;
import io.obs.pipeline.Drops;
import io.obs.pipeline.Failures;
import io.obs.pipeline.LocalIds;
import io.obs.pipeline.Meters;
import io.obs.pipeline.OperationListener;
import io.obs.pipeline.Pipeline;
import io.obs.pipeline.Signal;
import io.obs.pipeline.Unheard;
import io.obs.spi.MarkObserver;
import io.obs.spi.Wiring;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes what the rooms give, one after the other. Used by one thread, by {@link Startup} only. */
final class Assembly implements Wiring {

    private static final OperationListener DEAF = new OperationListener() {
        @Override
        public Unheard unheard() {
            return Unheard.ALL;
        }
    };

    final ObservabilityConfig config;
    final ServiceIdentity identity;
    final Failures failures;
    final Drops drops = new Drops();
    final Health health;
    final Controls controls;
    final Wired wired = new Wired();
    final StartLine startLine = new StartLine();
    final List<AdminPage> pages = new ArrayList<>();
    final Closing closing;
    final Closing closingLogs;
    Meters meters = Meters.noop();

    private final Plan plan;
    private final List<String> problems;
    private final Map<Signal, OperationListener> listeners = new EnumMap<>(Signal.class);
    private final Map<Class<?>, Object> provided = new HashMap<>();
    private final List<Consumer<Meters>> whenWired = new ArrayList<>();
    private String room = "";
    private TextMapPropagator propagator = AdoptedTrace.after(
            TextMapPropagator.composite(W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance()));
    private @Nullable OpenTelemetry openTelemetry;

    Assembly(Plan plan, ObservabilityConfig config, Failures failures, Health health, List<String> problems) {
        this.plan = plan;
        this.config = config;
        this.identity = ServiceIdentity.of(config);
        this.failures = failures;
        this.health = health;
        this.problems = problems;
        this.controls = Controls.create(config, plan.clock(), failures);
        this.closing = new Closing(failures);
        this.closingLogs = new Closing(failures);
    }

    /** From now on it is that room that speaks. */
    void installing(String name) {
        room = name;
    }

    Pipeline pipeline() {
        listeners.putIfAbsent(Signal.TRACE, new LocalIds());
        listeners.computeIfPresent(Signal.TRACE, (signal, listener) -> DevMode.around(listener, this));
        return new Pipeline(
                plan.clock(),
                meters,
                propagator,
                failures,
                Arrays.stream(Signal.values())
                        .map(signal -> listeners.getOrDefault(signal, DEAF))
                        .toArray(OperationListener[]::new));
    }

    /** The tracing room's; without it one that records nothing and still carries contexts. */
    OpenTelemetry openTelemetry() {
        return openTelemetry != null ? openTelemetry : OpenTelemetry.propagating(ContextPropagators.create(propagator));
    }

    void runWhenWired() {
        whenWired.forEach(task -> task.accept(meters));
    }

    @Override
    public ObservabilityConfig config() {
        return config;
    }

    @Override
    public String service() {
        return identity.name();
    }

    @Override
    public String version() {
        return identity.version();
    }

    @Override
    public Clock clock() {
        return plan.clock();
    }

    @Override
    public Drops drops() {
        return drops;
    }

    @Override
    public Failures failures() {
        return failures;
    }

    @Override
    public <T> Optional<T> given(Class<T> type) {
        return Optional.ofNullable(type.cast(plan.given().get(type)));
    }

    @Override
    public void problem(String sentence) {
        problems.add(sentence);
    }

    @Override
    public void listen(Signal signal, OperationListener listener) {
        if (listeners.putIfAbsent(signal, listener) != null) {
            throw new IllegalStateException("another room listens for " + signal.label() + "s already");
        }
    }

    @Override
    public void meters(Meters measuring) {
        meters = measuring;
    }

    @Override
    public void propagator(TextMapPropagator carrying) {
        propagator = carrying;
    }

    @Override
    public void openTelemetry(OpenTelemetry inUse) {
        openTelemetry = inUse;
    }

    @Override
    public <T> void provide(Class<T> type, T object) {
        provided.put(type, object);
    }

    <T> Optional<T> find(Class<T> type) {
        Optional<T> own = Optional.ofNullable(type.cast(provided.get(type)));
        return own.isPresent() ? own : given(type);
    }

    @Override
    public void page(AdminPage page) {
        pages.add(page);
    }

    @Override
    public void control(Control control) {
        controls.register(control);
    }

    @Override
    public void health(String name, HealthCheck.Kind kind, HealthCheck check) {
        health.register(name, kind, check);
    }

    @Override
    public void describe(Signal signal, String where, Supplier<Map<String, Object>> now) {
        wired.describe(room, signal, where, now);
    }

    @Override
    public void section(String name, Supplier<Map<String, Object>> now) {
        wired.section(name, now);
    }

    @Override
    public void leftOut(String sentence) {
        wired.leftOut(sentence);
    }

    @Override
    public Consumer<MarkObserver> startLineLater() {
        return startLine.hold();
    }

    @Override
    public void whenWired(Consumer<Meters> task) {
        whenWired.add(task);
    }

    /** The logs close last of all, so that there is somebody to tell what closing the others has lost. */
    @Override
    public void onClose(Consumer<Duration> task) {
        (room.equals(Rooms.LOGGING) ? closingLogs : closing).add(room, task);
    }
}
