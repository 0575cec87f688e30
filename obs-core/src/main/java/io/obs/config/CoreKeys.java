package io.obs.config;

import java.time.Duration;
import java.util.List;

/** The keys of obs-core. */
public final class CoreKeys {

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
    public static final ConfigKey<Boolean> ADMIN_ENABLED =
            ConfigKeys.bool("obs.admin.enabled", true, "Whether the admin endpoint is served.");
    public static final ConfigKey<String> ADMIN_HOST =
            ConfigKeys.text("obs.admin.host", "127.0.0.1", "The address the admin endpoint binds to.");
    public static final ConfigKey<Integer> ADMIN_PORT =
            ConfigKeys.integer("obs.admin.port", 9464, 0, 65535, "The port of the admin endpoint; 0 takes a free one.");
    public static final ConfigKey<String> ADMIN_TOKEN = ConfigKeys.text(
                    "obs.admin.token", null, "When set, every page but health asks for it as a Bearer token.")
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
            "From which duration an HTTP request is slow: its access line warns, the keeping sampler keeps it.");
    public static final ConfigKey<List<String>> HTTP_PROBES = ConfigKeys.list(
            "obs.http.probes",
            List.of("/health", "/health/live", "/health/ready", "/metrics"),
            "Paths of probes: they are counted, and leave no access line and no span.");
    public static final ConfigKey<Duration> JOB_SLOW = ConfigKeys.duration(
            "obs.job.slow",
            Duration.ofMinutes(1),
            Duration.ofMillis(1),
            Duration.ofDays(7),
            "From which duration a job is slow: its line warns, the keeping sampler keeps it.");
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
            ADMIN_ENABLED,
            ADMIN_HOST,
            ADMIN_PORT,
            ADMIN_TOKEN,
            HEALTH_TIMEOUT,
            HEALTH_CACHE,
            HTTP_SLOW,
            HTTP_PROBES,
            JOB_SLOW,
            MASK_KEYS,
            MASK_PREFIXES);

    private CoreKeys() {}
}
