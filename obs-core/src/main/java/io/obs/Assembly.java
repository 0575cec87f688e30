package io.obs;

import io.obs.admin.AdminPage;
import io.obs.admin.AdminServer;
import io.obs.catalog.Catalog;
import io.obs.config.ConfigKey;
import io.obs.config.CoreKeys;
import io.obs.config.InvalidConfigurationException;
import io.obs.config.ObservabilityConfig;
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
import io.obs.spi.Room;
import io.obs.spi.Wiring;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts an obs together: reads the configuration, lets each room in, closes the pipeline over what they gave. */
final class Assembly implements Wiring {

    /** What the builder was told. */
    static final class Plan {
        final Map<String, String> code = new LinkedHashMap<>();
        final List<Room> rooms = new ArrayList<>();
        final Map<Class<?>, Object> given = new HashMap<>();
        Clock clock = Clock.system();
        boolean discover = true;

        boolean isEmpty() {
            return code.isEmpty() && rooms.isEmpty() && given.isEmpty() && discover;
        }

        boolean sameAs(Plan other) {
            return code.equals(other.code)
                    && rooms.equals(other.rooms)
                    && given.equals(other.given)
                    && discover == other.discover;
        }
    }

    private final Plan plan;
    private final List<String> problems = new ArrayList<>();
    private final Drops drops = new Drops();
    private final Failures failures;
    private final ObservabilityConfig config;
    private final Health health;
    private final Map<Signal, OperationListener> listeners = new EnumMap<>(Signal.class);
    private final Map<Class<?>, Object> provided = new HashMap<>();
    private final List<AdminPage> pages = new ArrayList<>();
    private final List<Consumer<Meters>> whenWired = new ArrayList<>();
    private final Deque<Consumer<Duration>> onClose = new ArrayDeque<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private Meters meters = Meters.noop();
    private OpenTelemetry openTelemetry = OpenTelemetry.noop();
    private TextMapPropagator propagator =
            TextMapPropagator.composite(W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance());
    private Pipeline pipeline = Pipeline.NOOP;
    private @Nullable AdminServer admin;

    private Assembly(Plan plan) {
        this.plan = plan;
        this.failures = new Failures(plan.clock);
        List<Room> rooms = rooms(plan);
        List<ConfigKey<?>> keys = new ArrayList<>(CoreKeys.ALL);
        rooms.forEach(room -> keys.addAll(room.keys()));
        config = ObservabilityConfig.read(
                ObservabilityConfig.standardSources(plan.code, Global.environment(), Map.of()), keys, problems);
        health = Health.create(
                plan.clock, failures, config.get(CoreKeys.HEALTH_TIMEOUT), config.get(CoreKeys.HEALTH_CACHE));
        listeners.put(Signal.TRACE, new LocalIds());
        rooms.forEach(room -> room.install(this));
    }

    static Assembly of(Plan plan) {
        Assembly made = new Assembly(plan);
        if (!made.problems.isEmpty()) {
            made.close();
            throw new InvalidConfigurationException(made.problems);
        }
        made.finish();
        return made;
    }

    private static List<Room> rooms(Plan plan) {
        Map<String, Room> byName = new LinkedHashMap<>();
        if (plan.discover) {
            ServiceLoader.load(Room.class).forEach(room -> byName.put(room.name(), room));
        }
        plan.rooms.forEach(room -> byName.put(room.name(), room));
        return List.copyOf(byName.values());
    }

    private void finish() {
        pipeline = new Pipeline(
                plan.clock, meters, propagator, failures, listeners.values().toArray(OperationListener[]::new));
        meters.gauge(Catalog.SERVICE_INFO, () -> 1, version());
        meters.gauge(Catalog.SERVICE_HEALTH, () -> health.status().code());
        drops.watch((kind, total) ->
                meters.counter(Catalog.OBS_DROPPED, total, kind.signal().label(), kind.reason()));
        failures.watch((component, total) -> meters.counter(Catalog.OBS_INTERNAL_ERRORS, total, component));
        whenWired.forEach(task -> task.accept(meters));
        if (config.get(CoreKeys.ADMIN_ENABLED)) {
            admin = AdminServer.start(config, health, failures, pages);
        }
    }

    Pipeline pipeline() {
        return pipeline;
    }

    OpenTelemetry openTelemetry() {
        return openTelemetry;
    }

    Health health() {
        return health;
    }

    Optional<InetSocketAddress> adminAddress() {
        return Optional.ofNullable(admin).flatMap(AdminServer::address);
    }

    void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        long deadline =
                System.nanoTime() + config.get(CoreKeys.SHUTDOWN_TIMEOUT).toNanos();
        pipeline.close();
        while (!onClose.isEmpty()) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            try {
                onClose.pop().accept(left);
            } catch (Throwable e) {
                failures.caught("close", e);
            }
        }
        if (admin != null) {
            admin.close();
        }
        health.close();
    }

    @Override
    public ObservabilityConfig config() {
        return config;
    }

    @Override
    public String service() {
        return Optional.ofNullable(config.find(CoreKeys.SERVICE))
                .or(() -> Optional.ofNullable(config.raw("otel.service.name")))
                .orElse("unknown_service");
    }

    @Override
    public String version() {
        return Optional.ofNullable(config.find(CoreKeys.VERSION)).orElse("unknown");
    }

    @Override
    public Clock clock() {
        return plan.clock;
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
        return Optional.ofNullable(type.cast(plan.given.get(type)));
    }

    @Override
    public void problem(String sentence) {
        problems.add(sentence);
    }

    @Override
    public void listen(Signal signal, OperationListener listener) {
        listeners.put(signal, listener);
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
        return Optional.ofNullable(type.cast(provided.get(type)));
    }

    @Override
    public void page(AdminPage page) {
        pages.add(page);
    }

    @Override
    public void health(String name, HealthCheck.Kind kind, HealthCheck check) {
        health.register(name, kind, check);
    }

    @Override
    public void describe(Signal signal, String where, Supplier<Map<String, Object>> now) {}

    @Override
    public void leftOut(String sentence) {}

    @Override
    public void whenWired(Consumer<Meters> task) {
        whenWired.add(task);
    }

    @Override
    public void onClose(Consumer<Duration> task) {
        onClose.push(task);
    }
}
