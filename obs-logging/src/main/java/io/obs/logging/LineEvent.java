package io.obs.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.CallerData;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggerContextVO;
import ch.qos.logback.classic.spi.ThrowableProxy;
import io.obs.logging.json.LineCarrier;
import io.obs.logging.mdc.ContextMdc;
import io.obs.pipeline.Line;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * One of obs's own lines as an event of logback. obs's encoder reads the line itself; all else is made when an appender
 * of the service's own asks for it. As with logback's events, one thread at a time.
 */
final class LineEvent implements ILoggingEvent, LineCarrier {

    private final Line line;
    private final Logger logger;
    private final Level level;
    private final long epochNanos;
    private @Nullable String message;
    private @Nullable String thread;
    private @Nullable IThrowableProxy thrown;
    private @Nullable List<KeyValuePair> pairs;
    private @Nullable Map<String, String> mdc;

    LineEvent(Line line, Logger logger, Level level, long epochNanos) {
        this.line = line;
        this.logger = logger;
        this.level = level;
        this.epochNanos = epochNanos;
    }

    @Override
    public Line line() {
        return line;
    }

    @Override
    public String getThreadName() {
        if (thread == null) {
            Thread current = Thread.currentThread();
            String name = current.getName();
            thread = name.isEmpty() ? "virtual-" + current.getId() : name;
        }
        return thread;
    }

    @Override
    public Level getLevel() {
        return level;
    }

    @Override
    public String getMessage() {
        if (message == null) {
            message = line.lineMessage();
        }
        return message;
    }

    @Override
    public Object @Nullable [] getArgumentArray() {
        return null;
    }

    @Override
    public String getFormattedMessage() {
        return getMessage();
    }

    @Override
    public String getLoggerName() {
        return logger.getName();
    }

    @Override
    public LoggerContextVO getLoggerContextVO() {
        return logger.getLoggerContext().getLoggerContextRemoteView();
    }

    @Override
    public @Nullable IThrowableProxy getThrowableProxy() {
        Throwable error = line.lineError();
        if (thrown == null && error != null) {
            thrown = new ThrowableProxy(error);
        }
        return thrown;
    }

    /** None: the caller is obs. */
    @Override
    public StackTraceElement[] getCallerData() {
        return CallerData.EMPTY_CALLER_DATA_ARRAY;
    }

    @Override
    public boolean hasCallerData() {
        return false;
    }

    @Override
    public @Nullable List<Marker> getMarkerList() {
        return null;
    }

    @Override
    public Map<String, String> getMDCPropertyMap() {
        if (mdc == null) {
            mdc = ContextMdc.capture(line.context());
        }
        return mdc;
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // logback's to deprecate
    public Map<String, String> getMdc() {
        return getMDCPropertyMap();
    }

    @Override
    public long getTimeStamp() {
        return TimeUnit.NANOSECONDS.toMillis(epochNanos);
    }

    @Override
    public int getNanoseconds() {
        return (int) (epochNanos % TimeUnit.SECONDS.toNanos(1));
    }

    @Override
    public Instant getInstant() {
        return Instant.ofEpochSecond(0, epochNanos);
    }

    @Override
    public long getSequenceNumber() {
        return 0;
    }

    @Override
    public List<KeyValuePair> getKeyValuePairs() {
        if (pairs == null) {
            LinePairs read = new LinePairs();
            line.lineFields(read);
            pairs = read.pairs();
        }
        return pairs;
    }

    @Override
    public void prepareForDeferredProcessing() {
        getThreadName();
        getMessage();
        getMDCPropertyMap();
    }

    @Override
    public String toString() {
        return "[" + level + "] " + getMessage();
    }
}
