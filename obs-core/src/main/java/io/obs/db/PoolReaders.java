package io.obs.db;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that ask pools, so that one that hangs holds up nobody. They are daemons, at most a few, and end soon when
 * there is nothing to ask.
 */
final class PoolReaders {

    private static final int MOST_THREADS = 16;
    private static final long IDLE_SECONDS = 2;
    private static final long PATIENCE_MILLIS = 250;

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, MOST_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "obs-db-pools");
                thread.setDaemon(true);
                return thread;
            });

    /** Asks all that do not hang; returns when they have answered, or after a moment. */
    void read(List<PoolReading> pools) {
        CountDownLatch left = new CountDownLatch(pools.size());
        for (PoolReading pool : pools) {
            if (!pool.begin()) {
                left.countDown();
                continue;
            }
            try {
                threads.execute(() -> pool.ask(left));
            } catch (RejectedExecutionException e) { // all threads hang
                pool.giveUp();
                left.countDown();
            }
        }
        try {
            if (!left.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                return; // what has answered counts
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
