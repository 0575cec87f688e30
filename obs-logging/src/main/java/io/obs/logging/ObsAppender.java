package io.obs.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.FilterAttachableImpl;
import ch.qos.logback.core.spi.FilterReply;
import io.obs.logging.mdc.ContextMdc;
import io.obs.pipeline.Failures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The appender that writes to standard output and never makes the service wait: what {@code OBS} of
 * {@code io/obs/logging/base.xml} is, and what obs sets up by itself where the service has no logback configuration.
 *
 * <p>Each event is encoded in the thread that logs it, as JSON or for people ({@code obs.log.format}), and queued for one
 * writing thread; what a blocked, closed or full output can't take is counted ({@code obs_dropped_total{signal="log"}}),
 * warnings and errors last. All appenders of this class share the queue. Thread-safe.
 *
 * <pre>{@code
 * <configuration>
 *   <include resource="io/obs/logging/base.xml"/>
 *   <root level="INFO"><appender-ref ref="OBS"/></root>
 * </configuration>
 * }</pre>
 */
public final class ObsAppender extends ContextAwareBase implements Appender<ILoggingEvent> {

    private final FilterAttachableImpl<ILoggingEvent> filters = new FilterAttachableImpl<>();
    private @Nullable String name;
    private volatile boolean started;

    /** Made by logback. */
    public ObsAppender() {}

    @Override
    public void doAppend(ILoggingEvent event) {
        if (started && !denied(event)) {
            ProcessOutput.get().write(event);
        }
    }

    /** A filter is the service's own; where it throws the event is written. */
    private boolean denied(ILoggingEvent event) {
        try {
            return filters.getFilterChainDecision(event) == FilterReply.DENY;
        } catch (Throwable e) {
            if (Failures.isFatal(e)) {
                throw (Error) e;
            }
            addError("a filter of appender " + name + " failed", e);
            return false;
        }
    }

    @Override
    public void start() {
        if (getContext() instanceof LoggerContext context) {
            ContextMdc.install(context);
            LogEvents.watch(context);
        }
        ProcessOutput.attend();
        started = true;
    }

    @Override
    public void stop() {
        if (started) {
            started = false;
            ProcessOutput.leave();
        }
    }

    @Override
    public boolean isStarted() {
        return started;
    }

    @Override
    public @Nullable String getName() {
        return name;
    }

    @Override
    public void setName(String name) {
        this.name = name;
    }

    @Override
    public void addFilter(Filter<ILoggingEvent> filter) {
        filters.addFilter(filter);
    }

    @Override
    public void clearAllFilters() {
        filters.clearAllFilters();
    }

    @Override
    public List<Filter<ILoggingEvent>> getCopyOfAttachedFiltersList() {
        return filters.getCopyOfAttachedFiltersList();
    }

    @Override
    public FilterReply getFilterChainDecision(ILoggingEvent event) {
        return filters.getFilterChainDecision(event);
    }
}
