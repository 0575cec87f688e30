package io.obs.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;

/** Sets up logback's loggers from the settings. */
final class Loggers {

    /** Tells that obs configured the context; logback forgets it at a reset, as it forgets the configuration. */
    private static final String CONFIGURED = "io.obs.logging.configured";

    private Loggers() {}

    /** All by itself: one appender, the levels of the configuration. */
    static void configure(LoggerContext context) {
        ObsAppender appender = new ObsAppender();
        appender.setContext(context);
        appender.setName("OBS");
        appender.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
        context.putObject(CONFIGURED, true);
        levels(context, ProcessOutput.get().settings());
    }

    /** True where there's no configuration of the service's own. */
    static boolean configuredByObs(LoggerContext context) {
        return context.getObject(CONFIGURED) != null;
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
