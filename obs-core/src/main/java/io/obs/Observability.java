package io.obs;

import static java.util.Objects.requireNonNull;

import io.obs.admin.AdminPage;
import io.obs.config.CoreKeys;
import io.obs.config.ObservabilityConfig;
import io.obs.control.Controls;
import io.obs.control.KillSwitch;
import io.obs.health.Health;
import io.obs.pipeline.Clock;
import io.obs.pipeline.Drops;
import io.obs.pipeline.Meters;
import io.obs.pipeline.Pipeline;
import io.obs.spi.Room;
import io.opentelemetry.api.OpenTelemetry;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
public final class Observability implements ContextWrapping, AutoCloseable {

    private final Running running;

    Observability(Running running) {
        this.running = running;
    }

    /**
     * Starts obs with what configuration and class path say. A second call returns the first instance.
     *
     * @throws io.obs.config.InvalidConfigurationException if settings are wrong; it names all of them
     */
    public static Observability init() {
        return builder().init();
    }

    /**
     * The obs of this process: what {@link #init()} made, until it is closed. Never made by asking, and never one that
     * {@link Builder#build()} made. Costs one read.
     */
    public static Optional<Observability> current() {
        return Global.current();
    }

    /** For services that set something in code; ends in {@link Builder#init()}. */
    public static Builder builder() {
        return new Builder();
    }

    public ObservabilityConfig config() {
        return running.parts.config;
    }

    /** The service's name, as in labels and lines. */
    public String service() {
        return running.parts.service();
    }

    /** The service's version, or {@code unknown}. */
    public String version() {
        return running.parts.version();
    }

    /** The way of all observed work; for adapters. */
    public Pipeline pipeline() {
        return running.pipeline;
    }

    /** Where the catalogue's families are measured; for adapters. */
    public Meters meters() {
        return running.pipeline.meters();
    }

    /** The OpenTelemetry in use; a no-op one without the tracing room. */
    public OpenTelemetry openTelemetry() {
        return running.openTelemetry;
    }

    /**
     * An object of one of the rooms, by its type: {@code find(MeterRegistry.class)} is where a service registers meters
     * of its own. Else what the service itself gave by that type; empty where neither did.
     */
    public <T> Optional<T> find(Class<T> type) {
        return running.parts.find(type);
    }

    /** The health of the service; checks are registered here. */
    public Health health() {
        return running.parts.health;
    }

    /**
     * The kill switch of that name: off until an operator turns it on by the control of the admin endpoint. Asking for it
     * declares it, so do that once at the start too.
     *
     * @param name 1 to 64 letters, digits, dots, dashes and underscores, of a fixed set: it becomes a label
     */
    public KillSwitch killSwitch(String name) {
        return running.parts.controls.killSwitch(name);
    }

    /** What operators may change while the service runs; adapters register here. */
    public Controls controls() {
        return running.parts.controls;
    }

    /** What was lost until now. */
    public Drops drops() {
        return running.parts.drops;
    }

    /**
     * The pages that rooms contribute, {@code /metrics} among them: for a service that serves them on a server of its own
     * instead of the admin endpoint. Immutable; the pages may be asked concurrently.
     */
    public List<AdminPage> pages() {
        return List.copyOf(running.parts.pages);
    }

    /** Where the admin endpoint listens; empty where it is switched off or its port was taken. */
    public Optional<InetSocketAddress> adminAddress() {
        return running.admin.address();
    }

    /** Flushes within {@code obs.shutdown.timeout} and stops; safe twice and concurrently. */
    @Override
    public void close() {
        running.close();
        Global.closed(this);
    }

    boolean isClosing() {
        return running.isClosing();
    }

    /**
     * Sets in code what configuration would otherwise say, and hands over what is the service's own. Used by one thread.
     */
    public static final class Builder {

        private final Map<String, String> code = new LinkedHashMap<>();
        private final Map<String, Map<String, String>> read = new LinkedHashMap<>();
        private final Map<String, Map<String, String>> otherwise = new LinkedHashMap<>();
        private final List<Room> rooms = new ArrayList<>();
        private final Map<Class<?>, Object> given = new HashMap<>();
        private Clock clock = Plan.DEFAULT.clock();
        private boolean discover = true;
        private Map<String, String> environment = Plan.DEFAULT.environment();

        private Builder() {}

        /** The service's name. */
        public Builder service(String name) {
            return set(CoreKeys.SERVICE.name(), name);
        }

        /** Any setting, by its key: {@code set("obs.admin.port", "0")}. Goes before every other source. */
        public Builder set(String key, String value) {
            code.put(requireNonNull(key, "key"), requireNonNull(value, "value"));
            return this;
        }

        /**
         * Settings that a framework has read from files of its own, by key. They go after those of code, before system
         * properties; of two such files the one that was given first counts.
         *
         * @param where the file in words, for messages: {@code application.yml}
         */
        public Builder settings(String where, Map<String, String> settings) {
            read.put(requireNonNull(where, "where"), Map.copyOf(requireNonNull(settings, "settings")));
            return this;
        }

        /**
         * What counts in this framework where nothing else is said, by key: behind all other sources.
         *
         * @param where what says so, in words
         */
        public Builder otherwise(String where, Map<String, String> settings) {
            otherwise.put(requireNonNull(where, "where"), Map.copyOf(requireNonNull(settings, "settings")));
            return this;
        }

        /** A room besides those on the class path, or in place of the one of that name. */
        public Builder install(Room room) {
            rooms.add(requireNonNull(room, "room"));
            return this;
        }

        /** An object of the service's own that a room shall use: a MeterRegistry, an OpenTelemetry. */
        public <T> Builder use(Class<T> type, T object) {
            given.put(requireNonNull(type, "type"), requireNonNull(object, "object"));
            return this;
        }

        /** Another clock, for tests. */
        public Builder clock(Clock clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /** Only the installed rooms count, not those on the class path. */
        public Builder withoutDiscovery() {
            discover = false;
            return this;
        }

        /** Another environment than the process's, for tests. */
        Builder environment(Map<String, String> variables) {
            environment = variables;
            return this;
        }

        /**
         * Starts the one obs of this process, closed by a shutdown hook. If there is one already that was made with the
         * same settings, or nothing is set here, that one is returned.
         *
         * @throws io.obs.config.InvalidConfigurationException if settings are wrong; it names all of them
         * @throws IllegalStateException if there is one already that was made with other settings (it names where), or
         *     a room can't be installed
         */
        public Observability init() {
            return Global.init(plan());
        }

        /**
         * Starts an obs for a container that closes it itself, with no shutdown hook: the one obs of this process where
         * there is none, else one of its own beside it.
         *
         * @throws io.obs.config.InvalidConfigurationException if settings are wrong; it names all of them
         * @throws IllegalStateException if a room can't be installed
         */
        public Observability embed() {
            return Global.embed(plan());
        }

        /**
         * Makes an obs of its own beside any other, with no shutdown hook: for tests.
         *
         * @throws io.obs.config.InvalidConfigurationException if settings are wrong; it names all of them
         * @throws IllegalStateException if a room can't be installed
         */
        public Observability build() {
            return new Observability(Startup.of(plan()));
        }

        private Plan plan() {
            return new Plan(code, read, otherwise, rooms, given, clock, discover, environment);
        }
    }
}
