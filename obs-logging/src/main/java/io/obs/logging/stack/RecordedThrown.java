package io.obs.logging.stack;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import org.jspecify.annotations.Nullable;

/** A throwable as logback recorded it when the event was made. */
final class RecordedThrown implements Thrown {

    private static final Thrown[] NONE = {};
    private static final StackTraceElementProxy[] NO_FRAMES = {};

    private final IThrowableProxy recorded;
    private final StackTraceElementProxy[] trace;

    RecordedThrown(IThrowableProxy recorded) {
        this.recorded = recorded;
        StackTraceElementProxy[] known = recorded.getStackTraceElementProxyArray();
        this.trace = known == null ? NO_FRAMES : known;
    }

    @Override
    public String type() {
        return String.valueOf(recorded.getClassName());
    }

    @Override
    public @Nullable String message() {
        return recorded.getMessage();
    }

    @Override
    public int frames() {
        return trace.length;
    }

    @Override
    public StackTraceElement frame(int index) {
        return trace[index].getStackTraceElement();
    }

    @Override
    public @Nullable Thrown cause() {
        IThrowableProxy cause = recorded.getCause();
        return cause == null ? null : new RecordedThrown(cause);
    }

    @Override
    public Thrown[] suppressed() {
        IThrowableProxy[] suppressed = recorded.getSuppressed();
        if (suppressed == null || suppressed.length == 0) {
            return NONE;
        }
        Thrown[] all = new Thrown[suppressed.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = new RecordedThrown(suppressed[i]);
        }
        return all;
    }

    @Override
    public Object identity() {
        return recorded instanceof ThrowableProxy proxy && proxy.getThrowable() != null
                ? proxy.getThrowable()
                : recorded;
    }

    @Override
    public int sharedWithCause() {
        IThrowableProxy cause = recorded.getCause();
        return cause == null ? 0 : cause.getCommonFrames();
    }
}
