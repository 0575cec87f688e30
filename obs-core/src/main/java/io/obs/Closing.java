package io.obs;

import io.obs.pipeline.Failures;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * What is to be done at close, the last added first, each on a thread of its own, so that one that hangs costs the
 * deadline and no more.
 *
 * <p>An interrupted caller flushes all the same, and stays interrupted. Used by one thread at a time.
 */
final class Closing {

    /** What a task gets when those before it have used up the deadline: enough to let go of what it holds. */
    private static final long LEAST_NANOS = Duration.ofMillis(100).toNanos();

    /** How much later than told a task may end. */
    private static final long GRACE_NANOS = Duration.ofMillis(250).toNanos();

    private record Task(String name, Consumer<Duration> work) {}

    private final Failures failures;
    private final Deque<Task> tasks = new ArrayDeque<>();

    Closing(Failures failures) {
        this.failures = failures;
    }

    /** @param name for messages: which room it belongs to */
    void add(String name, Consumer<Duration> work) {
        tasks.push(new Task(name, work));
    }

    /** Runs them; each hears what is left until the deadline. */
    void run(long deadlineNanoTime) {
        while (!tasks.isEmpty()) {
            run(tasks.pop(), deadlineNanoTime);
        }
    }

    private void run(Task task, long deadlineNanoTime) {
        long left = Math.max(LEAST_NANOS, deadlineNanoTime - System.nanoTime());
        Thread thread = new Thread(null, () -> guarded(task, Duration.ofNanos(left)), "obs-close", 0, false);
        thread.setDaemon(true);
        thread.start();
        if (!join(thread, left + GRACE_NANOS)) {
            thread.interrupt();
            failures.caught("close", new TimeoutException(task.name() + " did not close in time"));
        }
    }

    private void guarded(Task task, Duration left) {
        try {
            task.work().accept(left);
        } catch (Throwable e) {
            failures.caught("close", e);
        }
    }

    /** True if the thread has ended in time. */
    private static boolean join(Thread thread, long nanos) {
        boolean interrupted = false;
        long end = System.nanoTime() + nanos;
        try {
            while (thread.isAlive()) {
                long millis = Duration.ofNanos(end - System.nanoTime()).toMillis();
                if (millis <= 0) {
                    return false;
                }
                try {
                    thread.join(millis);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
