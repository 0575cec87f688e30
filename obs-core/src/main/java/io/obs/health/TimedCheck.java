package io.obs.health;

import io.obs.pipeline.Clock;
import io.obs.pipeline.Failures;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One check, run by one thread at a time: who asks while it runs waits for that run, and who asks while it hangs hears
 * so at once.
 */
final class TimedCheck {

    private static final int LONGEST_DETAIL = 500;

    /** What comes of asking: at once where it is known, else when the run has ended or its time is up. */
    interface Answer {
        HealthResult await();
    }

    private record Known(HealthResult result, long nanoTime) {}

    private final HealthCheck.Kind kind;
    private final HealthCheck check;
    private final Clock clock;
    private final Failures failures;
    private final Duration timeout;
    private final long cacheNanos;

    private @Nullable Known last;
    private @Nullable Run running;

    TimedCheck(
            HealthCheck.Kind kind,
            HealthCheck check,
            Clock clock,
            Failures failures,
            Duration timeout,
            Duration cache) {
        this.kind = kind;
        this.check = check;
        this.clock = clock;
        this.failures = failures;
        this.timeout = timeout;
        this.cacheNanos = cache.toNanos();
    }

    HealthCheck.Kind kind() {
        return kind;
    }

    /** Begins a run where none is under way and the last result is too old. */
    synchronized Answer ask(Executor threads) {
        Run now = running;
        if (now != null) {
            return now;
        }
        Known known = last;
        if (known != null && clock.nanoTime() - known.nanoTime() < cacheNanos) {
            return known::result;
        }
        Run begun = new Run();
        try {
            threads.execute(begun);
        } catch (RejectedExecutionException closed) {
            return () -> HealthResult.down("not asked: obs is closed");
        }
        running = begun; // not before it is accepted; and its end waits for this lock
        return begun;
    }

    private synchronized void ended(HealthResult result) {
        last = new Known(result, clock.nanoTime());
        running = null;
    }

    /** One call of the check. Its time counts from when it was asked for, also while it waits for a thread. */
    private final class Run implements Runnable, Answer {

        private final CompletableFuture<HealthResult> found = new CompletableFuture<>();
        private final long deadline = System.nanoTime() + timeout.toNanos();

        @Override
        public void run() {
            HealthResult result = HealthResult.down("failed");
            try {
                result = cut(check.check());
            } catch (Throwable e) {
                result = HealthResult.down(e.getClass().getSimpleName());
                failures.caught("health", e);
            } finally {
                ended(result);
                found.complete(result);
            }
        }

        @Override
        public HealthResult await() {
            try {
                return found.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                return HealthResult.down("timed out after " + written(timeout));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return HealthResult.down("not known: interrupted while waiting");
            } catch (ExecutionException e) {
                throw new AssertionError("never completed exceptionally", e);
            }
        }
    }

    @SuppressWarnings("ConstantValue") // a check written without nullness annotations may answer null
    private static HealthResult cut(@Nullable HealthResult result) {
        if (result == null) {
            return HealthResult.down("the check answered nothing");
        }
        String detail = result.detail();
        return detail.length() <= LONGEST_DETAIL
                ? result
                : new HealthResult(result.status(), detail.substring(0, LONGEST_DETAIL));
    }

    private static String written(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }
}
