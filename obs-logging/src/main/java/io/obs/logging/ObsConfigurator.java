package io.obs.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.util.DefaultJoranConfigurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.obs.pipeline.Failures;

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
