package io.obs.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.filter.Filter;
import java.util.List;

/** Sets up logback's loggers from the settings. */
final class Loggers {

    /** Tells that obs configured the context; logback forgets it at a reset, as it forgets the configuration. */
    private static final String CONFIGURED = "io.obs.logging.configured";

    /** Tells that only the console is obs's; forgotten likewise. */
    private static final String CONSOLE = "io.obs.logging.console";

    private Loggers() {}

    /** All by itself: one appender, the levels of the configuration. */
    static void configure(LoggerContext context) {
        append(context, "OBS", List.of());
        context.putObject(CONFIGURED, true);
        levels(context, ProcessOutput.get().settings());
    }

    /** The console of somebody else's configuration becomes obs's; levels and other appenders stay theirs. */
    static boolean replaceConsole(LoggerContext context, String name) {
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        Appender<ILoggingEvent> theirs = root.getAppender(name);
        if (theirs == null) {
            return false;
        }
        root.detachAppender(theirs);
        theirs.stop();
        append(context, name, theirs.getCopyOfAttachedFiltersList());
        context.putObject(CONSOLE, true);
        return true;
    }

    private static void append(LoggerContext context, String name, List<Filter<ILoggingEvent>> filters) {
        ObsAppender appender = new ObsAppender();
        appender.setContext(context);
        appender.setName(name);
        filters.forEach(appender::addFilter);
        appender.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    }

    /** True where there's no configuration of the service's own. */
    private static boolean configuredByObs(LoggerContext context) {
        return context.getObject(CONFIGURED) != null;
    }

    /** True where obs writes to standard output without having been asked by a configuration of the service's own. */
    static boolean consoleByObs(LoggerContext context) {
        return configuredByObs(context) || context.getObject(CONSOLE) != null;
    }

    /** Sets the levels that somebody asked for; the root's also where nobody else could have. */
    static void levels(LoggerContext context, LoggingSettings settings) {
        if (settings.levelSet() || configuredByObs(context)) {
            context.getLogger(Logger.ROOT_LOGGER_NAME)
                    .setLevel(Level.valueOf(settings.level().name()));
        }
        settings.levels().forEach((name, level) -> context.getLogger(name).setLevel(Level.valueOf(level.name())));
    }
}
