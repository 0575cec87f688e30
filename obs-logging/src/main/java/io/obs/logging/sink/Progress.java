package io.obs.logging.sink;

import java.util.concurrent.TimeUnit;

/** How far the output got, and waiting for it, always bounded. Guarded by the sink's lock, which it waits on. */
final class Progress {

    /** How long a flush goes on hoping for an output that fails rather than blocks. */
    private static final long FAILING_PATIENCE = TimeUnit.SECONDS.toNanos(1);

    private final Object lock;
    private long accepted;
    private long gone;
    private int waiting;
    private boolean failing;

    Progress(Object lock) {
        this.lock = lock;
    }

    /** A line was queued; it is gone once {@link #await} says so of this number. */
    long accept() {
        return ++accepted;
    }

    long accepted() {
        return accepted;
    }

    /** The oldest lines left the queue. */
    void gone(int lines, boolean outputFails) {
        gone += lines;
        failing = outputFails;
        if (waiting > 0) {
            lock.notifyAll();
        }
    }

    boolean failing() {
        return failing;
    }

    boolean awaited() {
        return waiting > 0;
    }

    /**
     * Waits until the line is gone, the time is over, or nothing has moved for as long as patience lasts. An interrupt
     * is kept for the caller; it does not shorten the wait.
     *
     * @return whether the line is gone
     */
    boolean await(long ticket, long timeout, long patience) {
        boolean interrupted = false;
        long start = System.nanoTime();
        long moved = start;
        long seen = gone;
        waiting++;
        while (gone < ticket) {
            long now = System.nanoTime();
            if (seen != gone) {
                seen = gone;
                moved = now;
            }
            long left = Math.min(
                    timeout - (now - start),
                    (failing ? Math.min(patience, FAILING_PATIENCE) : patience) - (now - moved));
            if (left <= 0) {
                break;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(lock, Math.max(left, 1_000_000));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        waiting--;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return gone >= ticket;
    }
}
