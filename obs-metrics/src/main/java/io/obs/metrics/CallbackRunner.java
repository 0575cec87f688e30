package io.obs.metrics;

import io.obs.pipeline.Failures;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads callbacks of the service on threads of its own: one that throws is counted, one that hangs holds up neither the
 * scrape (for longer than the limit) nor the callbacks after it.
 *
 * <p>Thread-safe. A callback that still hangs is not asked again, so there are never more threads than a few.
 */
final class CallbackRunner implements AutoCloseable {

    private static final int MAX_THREADS = 32;
    private static final long STALLED_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Failures failures;
    private final long limitNanos;
    private final ThreadPoolExecutor threads;
    private final ReentrantLock reading = new ReentrantLock();

    CallbackRunner(Failures failures, Duration limit) {
        this.failures = failures;
        this.limitNanos = limit.toNanos();
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(0, MAX_THREADS, 20, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "obs-metrics-callbacks-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Reads them all; returns when that is done or the limit is reached, with what is missing left as it was. */
    void read(List<? extends Reading> readings) {
        if (readings.isEmpty()) {
            return;
        }
        long deadline = System.nanoTime() + limitNanos;
        boolean alone = false;
        try {
            alone = reading.tryLock(limitNanos, TimeUnit.NANOSECONDS);
            if (alone) {
                read(new Pass(readings), deadline);
            }
        } catch (RejectedExecutionException e) {
            if (!threads.isShutdown()) {
                failures.caught("metric", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (alone) {
                reading.unlock();
            }
        }
    }

    /** Reads one in the caller's thread, unless another thread is at it. */
    void readHere(Reading one) {
        if (one.enter()) {
            try {
                one.read();
            } catch (Throwable e) {
                one.failed();
                failures.caught("metric", e);
            } finally {
                one.leave();
            }
        }
    }

    private void read(Pass pass, long deadline) throws InterruptedException {
        long left;
        do {
            if (!pass.allBegun()) {
                threads.execute(pass); // the first, or one more because those before it hang
            }
            left = deadline - System.nanoTime();
        } while (left > 0 && !pass.awaitAll(Math.min(STALLED_NANOS, left)));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** One go through a list, by one thread, and by another where the first hangs. */
    private final class Pass implements Runnable {

        private final List<? extends Reading> readings;
        private final AtomicInteger next = new AtomicInteger();
        private final CountDownLatch left;

        Pass(List<? extends Reading> readings) {
            this.readings = readings;
            this.left = new CountDownLatch(readings.size());
        }

        boolean allBegun() {
            return next.get() >= readings.size();
        }

        boolean awaitAll(long nanos) throws InterruptedException {
            return left.await(nanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public void run() {
            for (int i = next.getAndIncrement(); i < readings.size(); i = next.getAndIncrement()) {
                readHere(readings.get(i));
                left.countDown();
            }
        }
    }
}
