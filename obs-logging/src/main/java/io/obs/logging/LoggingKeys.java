package io.obs.logging;

import io.obs.config.ConfigKey;
import io.obs.config.ConfigKeys;
import io.obs.logging.json.LineFormat;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The keys of the logging room. Knows nothing of logback, so that it can be read where another one is bound. */
final class LoggingKeys {

    static final ConfigKey<LogFormat> FORMAT = ConfigKeys.oneOf(
            "obs.log.format",
            LogFormat.class,
            LogFormat.AUTO,
            "How lines look: json, console (for people), or auto: console where standard output is a terminal.");
    static final ConfigKey<ColorChoice> COLOR = ConfigKeys.oneOf(
            "obs.log.color",
            ColorChoice.class,
            ColorChoice.AUTO,
            "When the console format is coloured: auto is on a terminal, unless NO_COLOR is set.");
    static final ConfigKey<LogLevel> LEVEL = ConfigKeys.oneOf(
            "obs.log.level",
            LogLevel.class,
            LogLevel.INFO,
            "The root logger's level. Where the service has its own logback.xml that one counts, unless this is set.");
    static final ConfigKey<Map<String, LogLevel>> LEVELS = new ConfigKey<>(
            "obs.log.levels",
            LoggingKeys::levels,
            Map.of(),
            "(none)",
            "pairs of logger and level separated by commas, as com.acme=debug,org.hibernate=warn",
            "Levels of single loggers.");
    static final ConfigKey<Boolean> LOGGER =
            ConfigKeys.bool("obs.log.logger", true, "Whether lines carry the logger's name.");
    static final ConfigKey<Boolean> THREAD =
            ConfigKeys.bool("obs.log.thread", true, "Whether lines carry the thread's name.");
    static final ConfigKey<Integer> MESSAGE_MAX = ConfigKeys.integer(
            "obs.log.message.max",
            LineFormat.DEFAULT_MAX_MESSAGE_BYTES,
            LineFormat.LEAST_MAX_MESSAGE_BYTES,
            LineFormat.MOST_MAX_MESSAGE_BYTES,
            "The longest message in bytes; the rest is cut with a mark.");
    static final ConfigKey<Integer> STACK_FRAMES = ConfigKeys.integer(
            "obs.log.stack.frames", 50, 1, 10_000, "How many frames of each throwable a stack trace shows.");
    static final ConfigKey<Integer> STACK_THROWABLES = ConfigKeys.integer(
            "obs.log.stack.throwables", 10, 1, 100, "How many causes and suppressed exceptions a stack trace shows.");
    static final ConfigKey<Integer> QUEUE_LINES = ConfigKeys.integer(
            "obs.log.queue.lines",
            100_000,
            1,
            10_000_000,
            "How many lines may wait for an output that is slow or blocked. A quarter is kept for WARN and above.");
    static final ConfigKey<Integer> QUEUE_BYTES = ConfigKeys.integer(
            "obs.log.queue.bytes",
            16 * 1024 * 1024,
            64 * 1024,
            512 * 1024 * 1024,
            "How many bytes of lines may wait. A quarter is kept for WARN and above.");
    static final ConfigKey<Boolean> MDC = ConfigKeys.bool(
            "obs.log.mdc",
            false,
            "Whether other appenders find trace_id, span_id, request_id and the like in the MDC of each event.");

    static final List<ConfigKey<?>> ALL = List.of(
            FORMAT,
            COLOR,
            LEVEL,
            LEVELS,
            LOGGER,
            THREAD,
            MESSAGE_MAX,
            STACK_FRAMES,
            STACK_THROWABLES,
            QUEUE_LINES,
            QUEUE_BYTES,
            MDC);

    private LoggingKeys() {}

    private static Map<String, LogLevel> levels(String text) {
        Map<String, LogLevel> levels = new LinkedHashMap<>();
        for (String pair : parts(text)) {
            int at = pair.lastIndexOf('=');
            if (at < 1) {
                throw new IllegalArgumentException(pair);
            }
            String level = pair.substring(at + 1).strip().toUpperCase(Locale.ROOT);
            levels.put(pair.substring(0, at).strip(), LogLevel.valueOf(level));
        }
        return Map.copyOf(levels);
    }

    private static List<String> parts(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
