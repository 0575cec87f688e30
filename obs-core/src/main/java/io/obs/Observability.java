package io.obs;

import io.obs.config.ObservabilityConfig;
import io.obs.health.Health;
import io.obs.pipeline.Drops;
import io.obs.pipeline.Meters;
import io.obs.pipeline.Pipeline;
import io.obs.spi.Room;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/**
 * obs in one object: what a service initialises once and hands to the adapters.
 *
 * <p>{@link #init()} reads the configuration, finds the rooms on the class path and wires them; from then on nothing of
 * obs throws into the service. Thread-safe. After {@link #close()} everything is a no-op.
 *
 * <pre>{@code
 * Observability obs = Observability.init();
 * HttpServer server = HttpServerObservability.create(obs).wrap(HttpServer.create(address, 0));
 * }</pre>
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/">OpenTelemetry semantic conventions</a>
 */
public final class Observability implements AutoCloseable {

    private final Assembly parts;

    Observability(Assembly parts) {
        this.parts = parts;
    }

    /**
     * Starts obs with what configuration and class path say. A second call returns the first instance.
     *
     * @throws io.obs.config.InvalidConfigurationException if settings are wrong; it names all of them
     */
    public static Observability init() {
        return builder().init();
    }

    /** For services that set something in code; ends in {@link Builder#init()}. */
    public static Builder builder() {
        return new Builder();
    }

    public ObservabilityConfig config() {
        return parts.config();
    }

    /** The service's name, as in labels and lines. */
    public String service() {
        return parts.service();
    }

    /** The service's version, or {@code unknown}. */
    public String version() {
        return parts.version();
    }

    /** The way of all observed work; for adapters. */
    public Pipeline pipeline() {
        return parts.pipeline();
    }

    /** Where the catalogue's families are measured; for adapters. */
    public Meters meters() {
        return parts.pipeline().meters();
    }

    /** The OpenTelemetry in use; a no-op one without the tracing room. */
    public OpenTelemetry openTelemetry() {
        return parts.openTelemetry();
    }

    /**
     * An object of one of the rooms, by its type: {@code find(MeterRegistry.class)} is where a service registers meters
     * of its own. Empty without that room.
     */
    public <T> Optional<T> find(Class<T> type) {
        return parts.find(type);
    }

    /** The health of the service; checks are registered here. */
    public Health health() {
        return parts.health();
    }

    /** What was lost until now. */
    public Drops drops() {
        return parts.drops();
    }

    /** Where the admin endpoint listens; empty where it is switched off or its port was taken. */
    public Optional<InetSocketAddress> adminAddress() {
        return parts.adminAddress();
    }

    /** Tasks run in the context in which they were handed over. */
    public Executor executor(Executor executor) {
        return Context.taskWrapping(executor);
    }

    /** Tasks run in the context in which they were handed over; also one of virtual threads. */
    public ExecutorService executor(ExecutorService executor) {
        return Context.taskWrapping(executor);
    }

    /** Tasks run in the context in which they were scheduled. */
    public ScheduledExecutorService executor(ScheduledExecutorService executor) {
        return Context.taskWrapping(executor);
    }

    /** Runs in the current context, wherever it is run. */
    public Runnable wrap(Runnable task) {
        return Context.current().wrap(task);
    }

    /** Runs in the current context, wherever it is called. */
    public <T> Callable<T> wrap(Callable<T> task) {
        return Context.current().wrap(task);
    }

    /** Runs in the current context, wherever it is asked. */
    public <T> Supplier<T> wrapSupplier(Supplier<T> task) {
        return Context.current().wrapSupplier(task);
    }

    /** Flushes within {@code obs.shutdown.timeout} and stops; safe twice and concurrently. */
    @Override
    public void close() {
        parts.close();
        Global.closed(this);
    }

    /** Sets in code what configuration would otherwise say. Used by one thread. */
    public static final class Builder {

        final Assembly.Plan plan = new Assembly.Plan();

        private Builder() {}

        /** The service's name. */
        public Builder service(String name) {
            return set(io.obs.config.CoreKeys.SERVICE.name(), name);
        }

        /** Any setting, by its key: {@code set("obs.admin.port", "0")}. Goes before every other source. */
        public Builder set(String key, String value) {
            plan.code.put(key, value);
            return this;
        }

        /** A room besides those on the class path, or in place of the one of that name. */
        public Builder install(Room room) {
            plan.rooms.add(room);
            return this;
        }

        /** An object of the service's own that a room shall use: a MeterRegistry, an OpenTelemetry. */
        public <T> Builder use(Class<T> type, T object) {
            plan.given.put(type, object);
            return this;
        }

        /** Another clock, for tests. */
        public Builder clock(io.obs.pipeline.Clock clock) {
            plan.clock = clock;
            return this;
        }

        /** Only the installed rooms count, not those on the class path. */
        public Builder withoutDiscovery() {
            plan.discover = false;
            return this;
        }

        /**
         * Starts the one obs of this process, closed by a shutdown hook. If there is one already it is returned.
         *
         * @throws io.obs.config.InvalidConfigurationException if settings are wrong
         * @throws IllegalStateException if there is one already that was made with other settings
         */
        public Observability init() {
            return Global.init(plan);
        }

        /** Makes an obs of its own beside any other, with no shutdown hook: for tests. */
        public Observability build() {
            return new Observability(Assembly.of(plan));
        }
    }
}
