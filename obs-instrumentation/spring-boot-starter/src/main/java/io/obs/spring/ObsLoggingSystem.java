package io.obs.spring;

import io.obs.logging.ObsConfigurator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogFile;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.LoggingSystemFactory;
import org.springframework.boot.logging.logback.LogbackLoggingSystem;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Boot's own logging system for logback, but that obs writes to the console where Boot would by default: levels, files,
 * {@code logging.*} and a logback configuration of the service's own are Boot's affair as ever.
 */
final class ObsLoggingSystem extends LogbackLoggingSystem {

    /** What Boot calls its console appender. */
    private static final String CONSOLE = "CONSOLE";

    /** Who sets this has chosen a format of Boot's. */
    private static final String STRUCTURED = "logging.structured.format.console";

    private static final String PATTERN = "logging.pattern.console";

    private ObsLoggingSystem(ClassLoader loader) {
        super(loader);
    }

    /** The service's name and the like, before the first line: also for lines of obs's encoder in a configuration of the service's own. */
    @Override
    public void initialize(
            LoggingInitializationContext initialization, @Nullable String location, @Nullable LogFile file) {
        Environment environment = initialization.getEnvironment();
        if (environment != null && OnObs.enabled(environment)) {
            ObsConfigurator.beforeInit(SpringSettings.flat(environment));
        }
        super.initialize(initialization, location, file);
    }

    @Override
    protected void loadDefaults(LoggingInitializationContext initialization, @Nullable LogFile file) {
        super.loadDefaults(initialization, file);
        Environment environment = initialization.getEnvironment();
        if (environment != null && writesConsole(environment)) {
            ObsConfigurator.replaceConsole(CONSOLE);
        }
    }

    /** True where nothing but a logback configuration of the service's own keeps obs from writing to the console. */
    static boolean writesConsole(Environment environment) {
        return OnObs.enabled(environment)
                && !environment.containsProperty(STRUCTURED)
                && !environment.containsProperty(PATTERN);
    }

    /** Made by Boot, from spring.factories. */
    static final class Factory implements LoggingSystemFactory, Ordered {

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE; // before Boot's own for logback
        }

        @Override
        public @Nullable LoggingSystem getLoggingSystem(ClassLoader loader) {
            return ClassUtils.isPresent("ch.qos.logback.classic.LoggerContext", loader) && ObsConfigurator.isBound()
                    ? new ObsLoggingSystem(loader)
                    : null;
        }
    }
}
