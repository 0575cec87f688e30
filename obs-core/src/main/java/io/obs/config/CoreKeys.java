package io.obs.config;

import java.time.Duration;
import java.util.List;

/** The keys of obs-core. */
public final class CoreKeys {

    private static final int LEAST_CONTROL_TOKEN = 16;

    public static final ConfigKey<String> SERVICE = ConfigKeys.text(
            "obs.service",
            null,
            "The service's name: the label, the log field, the resource attribute. "
                    + "Without it OTEL_SERVICE_NAME counts, then service.name of OTEL_RESOURCE_ATTRIBUTES, then unknown_service.");
    public static final ConfigKey<String> VERSION = ConfigKeys.text(
            "obs.version",
            null,
            "The service's version. Without it service.version of OTEL_RESOURCE_ATTRIBUTES counts, "
                    + "then the Implementation-Version of the main class's jar.");
    public static final ConfigKey<String> CONFIG_FILE = ConfigKeys.text(
            "obs.config.file",
            null,
            "A properties file (UTF-8) with further settings; they count before those of obs.properties on the class path.");
    public static final ConfigKey<Duration> SHUTDOWN_TIMEOUT = ConfigKeys.duration(
            "obs.shutdown.timeout",
            Duration.ofSeconds(5),
            Duration.ZERO,
            Duration.ofMinutes(5),
            "How long close() and the shutdown hook may take to flush.");
    public static final ConfigKey<Boolean> SHUTDOWN_HOOK = ConfigKeys.bool(
            "obs.shutdown.hook",
            true,
            "Whether a shutdown hook closes obs. The JVM runs its hooks side by side: a service that still handles requests "
                    + "in a hook of its own switches this one off and calls close() last.");
    public static final ConfigKey<Boolean> DEV = ConfigKeys.bool(
            "obs.dev",
            false,
            "The development mode: warns of spans that lost their parent on the way to another thread, and of scopes left open "
                    + "or closed on the wrong thread, with the place in the code. Not for production.");
    public static final ConfigKey<Boolean> ADMIN_ENABLED =
            ConfigKeys.bool("obs.admin.enabled", true, "Whether the admin endpoint is served.");
    public static final ConfigKey<String> ADMIN_HOST =
            ConfigKeys.text("obs.admin.host", "127.0.0.1", "The address the admin endpoint binds to.");
    public static final ConfigKey<Integer> ADMIN_PORT =
            ConfigKeys.integer("obs.admin.port", 9464, 0, 65535, "The port of the admin endpoint; 0 takes a free one.");
    public static final ConfigKey<String> ADMIN_TOKEN = ConfigKeys.text(
                    "obs.admin.token", null, "When set, every page but health asks for it as a Bearer token.")
            .secret();
    public static final ConfigKey<Boolean> CONTROL_ENABLED = ConfigKeys.bool(
            "obs.control.enabled",
            false,
            "Whether operators may force breakers, turn kill switches and change log levels on the admin endpoint; "
                    + "needs obs.control.token.");
    public static final ConfigKey<String> CONTROL_TOKEN = new ConfigKey<>(
                    "obs.control.token",
                    CoreKeys::controlToken,
                    null,
                    "(none)",
                    "16 visible ASCII characters at least",
                    "What the control asks for as a Bearer token. Another one than the admin endpoint's, which every scraper knows.")
            .secret();
    public static final ConfigKey<Duration> HEALTH_TIMEOUT = ConfigKeys.duration(
            "obs.health.timeout",
            Duration.ofSeconds(1),
            Duration.ofMillis(1),
            Duration.ofMinutes(1),
            "How long one health check may take before it counts as DOWN.");
    public static final ConfigKey<Duration> HEALTH_CACHE = ConfigKeys.duration(
            "obs.health.cache",
            Duration.ofSeconds(1),
            Duration.ZERO,
            Duration.ofMinutes(10),
            "How long the result of a health check is used again.");
    public static final ConfigKey<Duration> HTTP_SLOW = ConfigKeys.duration(
            "obs.http.slow",
            Duration.ofSeconds(1),
            Duration.ofMillis(1),
            Duration.ofDays(1),
            "From which duration an HTTP request or a unary RPC is slow: its access line warns, the keeping sampler keeps it.");
    public static final ConfigKey<List<String>> HTTP_PROBES = ConfigKeys.list(
            "obs.http.probes",
            List.of("/health", "/health/live", "/health/ready", "/metrics"),
            "Paths of probes; what requests of them leave says obs.probes.");
    public static final ConfigKey<List<String>> RPC_PROBES = ConfigKeys.list(
            "obs.rpc.probes",
            List.of(
                    "grpc.health.v1.Health",
                    "grpc.reflection.v1.ServerReflection",
                    "grpc.reflection.v1alpha.ServerReflection"),
            "RPC services of probes, package.Service; what calls of them leave says obs.probes.");
    public static final ConfigKey<ProbeSignals> PROBES = ConfigKeys.oneOf(
            "obs.probes",
            ProbeSignals.class,
            ProbeSignals.NONE,
            "What probes leave: none (no series, no access line, no span), metrics (series), all (as any request). "
                    + "Their answers carry the ids always.");
    public static final ConfigKey<Duration> DB_SLOW = ConfigKeys.duration(
            "obs.db.slow",
            Duration.ofSeconds(1),
            Duration.ofMillis(1),
            Duration.ofDays(1),
            "From which duration a database statement, or the wait for a connection, is slow: a line warns, the keeping sampler keeps it.");
    public static final ConfigKey<Duration> JOB_SLOW = ConfigKeys.duration(
            "obs.job.slow",
            Duration.ofMinutes(1),
            Duration.ofMillis(1),
            Duration.ofDays(7),
            "From which duration a job is slow: its line warns, the keeping sampler keeps it.");
    public static final ConfigKey<Duration> JOB_SCAN = ConfigKeys.duration(
            "obs.job.scan",
            Duration.ofMillis(300),
            Duration.ZERO,
            Duration.ofMinutes(1),
            "How long init may look through the service's own class files for methods that are marked with @ObservedJob and "
                    + "not woven, to name them in the start line; 0 does not look.");
    public static final ConfigKey<Duration> CACHE_WINDOW = ConfigKeys.duration(
            "obs.cache.window",
            Duration.ofMinutes(5),
            Duration.ofSeconds(1),
            Duration.ofDays(1),
            "Over which time the hit ratio of the caches looks back.");
    public static final ConfigKey<CacheSpans> CACHE_SPANS = ConfigKeys.oneOf(
            "obs.cache.spans",
            CacheSpans.class,
            CacheSpans.INSIDE,
            "Which commands to caches on a network have a span: those inside a trace, all (one outside is a trace of its own), none.");
    public static final ConfigKey<Duration> QUEUE_SLOW = ConfigKeys.duration(
            "obs.queue.slow",
            Duration.ofMinutes(1),
            Duration.ofMillis(1),
            Duration.ofDays(7),
            "From which duration the handling of a message is slow: it gives a line that warns, the keeping sampler keeps it.");
    public static final ConfigKey<Integer> QUEUE_UNSETTLED = ConfigKeys.integer(
            "obs.queue.unsettled",
            10_000,
            1,
            1_000_000,
            "How many deliveries of one channel are followed until they are settled; the oldest beyond it are given up.");
    public static final ConfigKey<Duration> QUEUE_DEPTH_INTERVAL = ConfigKeys.duration(
            "obs.queue.depth.interval",
            Duration.ofSeconds(10),
            Duration.ofMillis(1),
            Duration.ofHours(1),
            "How long queues' depths are used again before a scrape lets the broker be asked anew.");
    public static final ConfigKey<Boolean> STORAGE_KEYS = ConfigKeys.bool(
            "obs.storage.keys",
            false,
            "Whether spans of object storage carry the objects' keys, and exceptions with their messages: "
                    + "both may name people and their files.");
    public static final ConfigKey<List<String>> MASK_KEYS = ConfigKeys.list(
            "obs.mask.keys",
            List.of(),
            word -> word.chars().anyMatch(c -> c < 128 && Character.isLetterOrDigit(c)),
            "words with an ASCII letter or digit, separated by commas",
            "Further words that make a key sensitive, so that its value is masked in lines and spans: iban,ssn.");
    public static final ConfigKey<List<String>> MASK_PREFIXES = ConfigKeys.list(
            "obs.mask.prefixes",
            List.of(),
            prefix -> prefix.length() >= 3 && prefix.chars().allMatch(c -> c < 128),
            "texts of 3 ASCII characters at least, separated by commas",
            "How further secrets begin, which are masked wherever they stand in a text: sk_live_,ghp_.");

    /** All of them, in the order of docs/configuration.md. */
    public static final List<ConfigKey<?>> ALL = List.of(
            SERVICE,
            VERSION,
            CONFIG_FILE,
            SHUTDOWN_TIMEOUT,
            SHUTDOWN_HOOK,
            DEV,
            ADMIN_ENABLED,
            ADMIN_HOST,
            ADMIN_PORT,
            ADMIN_TOKEN,
            CONTROL_ENABLED,
            CONTROL_TOKEN,
            HEALTH_TIMEOUT,
            HEALTH_CACHE,
            HTTP_SLOW,
            HTTP_PROBES,
            RPC_PROBES,
            PROBES,
            DB_SLOW,
            JOB_SLOW,
            JOB_SCAN,
            CACHE_WINDOW,
            CACHE_SPANS,
            QUEUE_SLOW,
            QUEUE_UNSETTLED,
            QUEUE_DEPTH_INTERVAL,
            STORAGE_KEYS,
            MASK_KEYS,
            MASK_PREFIXES);

    private CoreKeys() {}

    private static String controlToken(String text) {
        String token = text.strip();
        if (token.length() < LEAST_CONTROL_TOKEN || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("not shown");
        }
        return token;
    }
}
