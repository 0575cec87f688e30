package io.obs.logging.sink;

import io.obs.pipeline.Clock;
import io.obs.pipeline.Drops;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of lines and the daemon thread that writes them to one output.
 *
 * <p>{@link #offer} copies the line's bytes and returns: it never waits for the output, whatever state that is in. What
 * does not fit is counted. At any time: lines made = written + lost + queued. Thread-safe; the lock is never held
 * during input or output. Once nobody attends to it any more ({@link #leave}), each line is waited for, briefly: that
 * way the last words of a process get out, and no thread stays behind.
 */
public final class LogSink {

    private static final long NAP = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int NAPS = 50;
    private static final long REPORT_EVERY = TimeUnit.MINUTES.toNanos(1);
    private static final long LAST_WORD_TIMEOUT = TimeUnit.SECONDS.toNanos(1);
    private static final long LAST_WORD_PATIENCE = TimeUnit.MILLISECONDS.toNanos(200);

    /**
     * How many lines there were.
     *
     * @param made offered to the sink
     * @param written taken by the output as a whole
     * @param lost counted as lost
     * @param queued still waiting
     */
    public record Totals(long made, long written, long lost, long queued) {}

    private enum Writer {
        AWAKE,
        NAPPING,
        SLEEPING
    }

    private final WritableByteChannel target;
    private final LossLine lossLine;
    private final Clock clock;
    private final Object lock = new Object();
    private final ByteRing ring = new ByteRing();
    private final Batch batch = new Batch();
    private final Losses losses = new Losses();
    private final Progress progress = new Progress(lock);
    private Limits limits;
    private @Nullable Thread writer;
    private Writer state = Writer.AWAKE;
    private int naps;
    private long made;
    private long written;
    private int queued;
    private long inFlight;
    private boolean everReported;
    private long reportedAt;
    private boolean stuck;
    private volatile boolean attended = true;

    /** @param target takes bytes, blocking or not; where a write fails its buffer's position says how far it got */
    public LogSink(WritableByteChannel target, Limits limits, LossLine lossLine, Clock clock) {
        this.target = target;
        this.limits = limits;
        this.lossLine = lossLine;
        this.clock = clock;
        this.reportedAt = clock.nanoTime();
    }

    /**
     * Queues one line, newline included; returns without waiting.
     *
     * @param important true from WARN up: such a line finds room when others don't any more
     */
    public void offer(byte[] bytes, int offset, int length, boolean important) {
        Thread wake;
        synchronized (lock) {
            made++;
            LossReason refused = refusal(length, important);
            if (refused != null || !added(bytes, offset, length)) {
                losses.count(refused == null ? LossReason.QUEUE_FULL : refused, 1);
                return;
            }
            queued++;
            long ticket = progress.accept();
            wake = toWake(ring.used() > limits.bytes() / 4);
            if (!attended && !stuck && Thread.currentThread() != writer) {
                LockSupport.unpark(writer);
                stuck = !progress.await(ticket, LAST_WORD_TIMEOUT, LAST_WORD_PATIENCE);
                return;
            }
        }
        if (wake != null) {
            LockSupport.unpark(wake);
        }
    }

    private boolean added(byte[] bytes, int offset, int length) {
        try {
            ring.add(bytes, offset, length);
            return true;
        } catch (OutOfMemoryError noRoom) { // the queue can't grow now: the line is lost, the service is not
            return false;
        }
    }

    private @Nullable LossReason refusal(int length, boolean important) {
        if (limits.tooLong(length)) {
            return LossReason.TOO_LONG;
        }
        if (limits.admits(queued, ring.used(), length, important)) {
            return null;
        }
        return progress.failing() ? LossReason.WRITE_FAILED : LossReason.QUEUE_FULL;
    }

    /** The writer, if it must be told: it sleeps, or naps although it is urgent. */
    private @Nullable Thread toWake(boolean urgent) {
        if (writer == null) {
            state = Writer.AWAKE;
            writer = SinkWriter.start(this, target, batch);
            return null;
        }
        if (state == Writer.SLEEPING || (state == Writer.NAPPING && urgent)) {
            state = Writer.AWAKE;
            return writer;
        }
        return null;
    }

    /** Counts a line that could not even be encoded. */
    public void lost(LossReason reason) {
        synchronized (lock) {
            made++;
            losses.count(reason, 1);
        }
    }

    /** Waits until what was offered before is out, at most as long; says whether it is. */
    public boolean flush(Duration timeout) {
        synchronized (lock) {
            if (queued > 0) {
                LockSupport.unpark(toWake(true));
            }
            return progress.await(progress.accepted(), timeout.toNanos(), Long.MAX_VALUE);
        }
    }

    /** Somebody looks after it: lines are not waited for, the writer stays. So it begins. */
    public void attend() {
        attended = true;
    }

    /** Nobody looks after it any more. */
    public void leave() {
        synchronized (lock) {
            attended = false;
            stuck = false;
            if (writer != null) {
                LockSupport.unpark(toWake(true));
            }
        }
    }

    /**
     * The process ends: waits for the output, then counts what is left as lost.
     *
     * @return what is still to be said of losses, for another output; null if nothing
     */
    public @Nullable String end(Duration timeout) {
        leave();
        report(true);
        boolean out = flush(timeout);
        synchronized (lock) {
            if (!out) {
                int left = queued - (inFlight > 0 ? batch.lines() : 0);
                ring.cut(Math.max(inFlight, ring.view().head()));
                queued -= left;
                losses.count(progress.failing() ? LossReason.WRITE_FAILED : LossReason.CLOSED, left);
                progress.gone(left, progress.failing());
            }
            return losses.report();
        }
    }

    /**
     * Says in the log what was lost since that was last said: now, or when the output has recovered and a minute has
     * passed since.
     */
    public void report(boolean now) {
        String message;
        synchronized (lock) {
            if (losses.unreported() == 0) {
                return;
            }
            long time = clock.nanoTime();
            boolean overdue = time - reportedAt >= REPORT_EVERY;
            boolean recovered = ring.used() <= limits.bytes() / 2 && queued <= limits.lines() / 2;
            if (!now && !overdue && (everReported || !recovered)) {
                return;
            }
            everReported = true;
            reportedAt = time;
            message = losses.report();
        }
        if (message != null) {
            byte[] line = lossLine.encode(message);
            offer(line, 0, line.length, true);
        }
    }

    /** Counts losses into these drops too, those until now first. */
    public void mirror(Drops drops) {
        synchronized (lock) {
            losses.mirror(drops);
        }
    }

    /** Does not any more. */
    public void unmirror(Drops drops) {
        synchronized (lock) {
            losses.unmirror(drops);
        }
    }

    /** Changes what may be queued from now on. */
    public void limits(Limits changed) {
        synchronized (lock) {
            limits = changed;
        }
    }

    public Totals totals() {
        synchronized (lock) {
            return new Totals(made, written, losses.total(), queued);
        }
    }

    /** The writer asks for work, and waits for it; false ends it. */
    boolean next(Batch planned) {
        while (true) {
            long nap;
            synchronized (lock) {
                ByteRing.View view = ring.view();
                if (!view.isEmpty()) {
                    naps = 0;
                    state = Writer.AWAKE;
                    planned.plan(view);
                    inFlight = planned.end();
                    return true;
                }
                boolean asleep = ++naps > NAPS;
                if (asleep && !attended) {
                    writer = null;
                    return false;
                }
                if (asleep) {
                    ring.shrink();
                }
                state = asleep ? Writer.SLEEPING : Writer.NAPPING;
                nap = asleep ? Long.MAX_VALUE : NAP;
            }
            report(false);
            LockSupport.parkNanos(this, nap);
        }
    }

    /** The writer's thread has ended, however. */
    void ended() {
        synchronized (lock) {
            if (Thread.currentThread() == writer) {
                writer = null;
            }
        }
    }

    /** The writer tells how it went. */
    void wrote(Batch of, int lines, boolean failed) {
        synchronized (lock) {
            ring.release(of.head());
            inFlight = 0;
            queued -= lines;
            written += lines;
            if (lines > 0) {
                stuck = false;
            }
            progress.gone(lines, failed);
        }
    }
}
