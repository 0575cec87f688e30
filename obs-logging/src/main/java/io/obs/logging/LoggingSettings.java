package io.obs.logging;

import io.obs.config.ConfigKey;
import io.obs.config.ConfigSources;
import io.obs.config.CoreKeys;
import io.obs.config.ObservabilityConfig;
import io.obs.config.ServiceIdentity;
import io.obs.logging.json.EventFields;
import io.obs.logging.json.LineFormat;
import io.obs.logging.sink.Limits;
import io.obs.logging.stack.StackTraceFormat;
import io.obs.mask.Masker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What configuration says about logs.
 *
 * @param line what stands in a line
 * @param console whether lines on standard output are for people
 * @param colored whether those are coloured
 * @param limits how much may wait for the output
 * @param level the root logger's
 * @param levelSet whether somebody asked for that level
 * @param levels of single loggers
 * @param mdc whether appenders see the context's ids in the MDC
 * @param shutdown how long the end of the process may wait for the output
 */
record LoggingSettings(
        LineFormat line,
        boolean console,
        boolean colored,
        Limits limits,
        LogLevel level,
        boolean levelSet,
        Map<String, LogLevel> levels,
        boolean mdc,
        Duration shutdown) {

    /**
     * @param further fields that the service adds to every line
     */
    static LoggingSettings of(ObservabilityConfig config, String service, List<EventFields> further) {
        boolean terminal = Terminal.isStandardOutput();
        LogFormat format = config.get(LoggingKeys.FORMAT);
        return new LoggingSettings(
                new LineFormat(
                        service,
                        config.get(LoggingKeys.LOGGER),
                        config.get(LoggingKeys.THREAD),
                        config.get(LoggingKeys.MESSAGE_MAX),
                        Masker.of(config),
                        new StackTraceFormat(
                                config.get(LoggingKeys.STACK_FRAMES),
                                config.get(LoggingKeys.STACK_THROWABLES),
                                0,
                                StackTraceFormat.NOISE),
                        further),
                format == LogFormat.CONSOLE || (format == LogFormat.AUTO && terminal),
                config.get(LoggingKeys.COLOR).colored(terminal, System.getenv()),
                new Limits(config.get(LoggingKeys.QUEUE_LINES), config.get(LoggingKeys.QUEUE_BYTES)),
                config.get(LoggingKeys.LEVEL),
                config.isSet(LoggingKeys.LEVEL),
                config.get(LoggingKeys.LEVELS),
                config.get(LoggingKeys.MDC),
                config.get(CoreKeys.SHUTDOWN_TIMEOUT));
    }

    /** What can be known before init, or where init never runs: a wrong value counts as none, init will complain. */
    static LoggingSettings early() {
        return early(Map.of());
    }

    /**
     * @param read settings that a framework has read before init, by key
     */
    static LoggingSettings early(Map<String, String> read) {
        List<ConfigKey<?>> keys =
                Stream.concat(LoggingKeys.ALL.stream(), CoreKeys.ALL.stream()).toList();
        ObservabilityConfig config = ObservabilityConfig.read(
                ConfigSources.ofProcess(read, Map.of(), System.getenv(), new ArrayList<>()), keys, new ArrayList<>());
        return of(config, ServiceIdentity.of(config).name(), List.of());
    }
}
