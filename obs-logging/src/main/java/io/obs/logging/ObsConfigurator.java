package io.obs.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.util.DefaultJoranConfigurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.obs.pipeline.Failures;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Configures logback where the service does not: found by logback itself, at the first logger, so before and without
 * init.
 *
 * <p>logback asks configurators that come as services before it looks for {@code logback-test.xml} and {@code
 * logback.xml}; so this one, the last of them by its rank, looks for those files first, the way logback would.
 */
@ConfiguratorRank(ConfiguratorRank.FALLBACK)
public final class ObsConfigurator extends ContextAwareBase implements Configurator {

    /** Made by logback. */
    public ObsConfigurator() {}

    /**
     * Lets obs write what a framework's own default configuration would write to the console: an {@link ObsAppender} of
     * the same name and with the same filters takes the console's place at the root logger. Levels and all other
     * appenders stay as the framework has set them, before and after init.
     *
     * @param console the name of the appender to replace
     * @return false where SLF4J is not bound to logback, or the root logger has no such appender
     */
    public static boolean replaceConsole(String console) {
        return LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                && Loggers.replaceConsole(context, console);
    }

    /**
     * Lets the lines before init, whoever's appenders they are for, be as a framework's settings say. Once there is an obs,
     * its own count.
     *
     * @param settings what the framework has read of obs's settings by now, by key; wrong values count as none here, init
     *     will complain
     */
    public static void beforeInit(Map<String, String> settings) {
        ProcessOutput.early(settings);
    }

    /** True where SLF4J is bound to the logback that obs sees. */
    public static boolean isBound() {
        return LoggerFactory.getILoggerFactory() instanceof LoggerContext;
    }

    /**
     * True where lines are for people: {@code obs.log.format} says so, or {@code auto} and standard output is a terminal.
     *
     * @param settings as of {@link #beforeInit}
     */
    public static boolean isForPeople(Map<String, String> settings) {
        return LoggingSettings.early(settings).console();
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        DefaultJoranConfigurator files = new DefaultJoranConfigurator();
        files.setContext(context);
        if (files.configure(context) == ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY) {
            LogEvents.watch(context);
            return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
        }
        try {
            Loggers.configure(context);
            return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
        } catch (Throwable e) {
            if (Failures.isFatal(e)) {
                throw (Error) e;
            }
            addError("obs could not configure logback, which goes on with its defaults", e);
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
    }
}
