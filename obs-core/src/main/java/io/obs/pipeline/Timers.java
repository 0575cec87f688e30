package io.obs.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks when their time has come by obs's clock, on one daemon thread that lives while there are any. What a task
 * throws is counted as a failure of its component.
 *
 * <p>It looks twice a second, because a clock that was injected, or that stood still while the machine slept, wakes nobody.
 * Thread-safe.
 *
 * <pre>{@code
 * Timers timers = new Timers("slo", clock, failures);
 * timers.set(clock.nanoTime() + 1_000_000_000L, timer -> look());
 * }</pre>
 */
public final class Timers implements AutoCloseable {

    private static final long TICK_MILLIS = 500;

    /** One task, until it runs or is cancelled. */
    public static final class Timer {

        private final long atNanoTime;
        private final Consumer<Timer> task;

        private Timer(long atNanoTime, Consumer<Timer> task) {
            this.atNanoTime = atNanoTime;
            this.task = task;
        }
    }

    private final String component;
    private final Clock clock;
    private final Failures failures;
    private final List<Timer> waiting = new ArrayList<>();
    private @Nullable Thread thread;
    private boolean closed;

    /** @param component whose timers they are, of a small fixed set: it names the thread and the failures */
    public Timers(String component, Clock clock, Failures failures) {
        this.component = component;
        this.clock = clock;
        this.failures = failures;
    }

    /**
     * Runs a task once; after {@link #close()} never.
     *
     * @param atNanoTime when, by the clock's {@link Clock#nanoTime()}; what has passed is due at once
     * @param task hears which timer it was; may set others
     */
    public synchronized Timer set(long atNanoTime, Consumer<Timer> task) {
        Timer timer = new Timer(atNanoTime, task);
        if (closed) {
            return timer;
        }
        waiting.add(timer);
        if (thread == null) {
            Thread made = new Thread(null, this::run, "obs-" + component, 0, false);
            made.setDaemon(true);
            made.start();
            thread = made;
        } else {
            notifyAll();
        }
        return timer;
    }

    /** Lets it not run any more; nothing happens where it already did. */
    public synchronized void cancel(Timer timer) {
        waiting.remove(timer);
    }

    private void run() {
        for (Timer due = next(); due != null; due = next()) {
            try {
                due.task.accept(due);
            } catch (Throwable e) {
                failures.caught(component, e);
            }
        }
    }

    /** Waits for the next that is due; null where there is nothing to wait for any more. */
    private synchronized @Nullable Timer next() {
        while (!waiting.isEmpty()) {
            long now = clock.nanoTime();
            long least = Long.MAX_VALUE;
            for (Timer timer : waiting) {
                long left = timer.atNanoTime - now;
                if (left <= 0) {
                    waiting.remove(timer);
                    return timer;
                }
                least = Math.min(least, left);
            }
            try {
                wait(Math.min(TICK_MILLIS, TimeUnit.NANOSECONDS.toMillis(least) + 1));
            } catch (InterruptedException e) {
                // looks again: nobody ends this thread but close()
            }
        }
        thread = null;
        return null;
    }

    /** Runs nothing any more. */
    @Override
    public synchronized void close() {
        closed = true;
        waiting.clear();
        notifyAll();
    }
}
