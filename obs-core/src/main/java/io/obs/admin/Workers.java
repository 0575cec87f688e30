package io.obs.admin;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The admin server's threads, and the watchdog that ends slow exchanges (RELIABILITY, promise 7).
 *
 * <p>The JDK's server reads a request and writes its answer in blocking mode on these threads and has no deadline of its
 * own. An interrupt closes the channel a thread is blocked on, so that is how an exchange ends: after {@link #LONGEST},
 * and where all threads are taken and others wait, as soon as its client has not moved for {@link #HURRIED}.
 */
final class Workers implements Executor, AutoCloseable {

    private static final int MAX_THREADS = 64;
    private static final int MAX_WAITING = 4096;
    private static final long IDLE_SECONDS = 10;
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(10);
    private static final long HURRIED = TimeUnit.MILLISECONDS.toNanos(150);
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(50);

    private final ThreadPoolExecutor threads;
    private final Map<Thread, Work> active = new ConcurrentHashMap<>();
    private final Thread watchdog;
    private volatile boolean closed;

    Workers() {
        threads = new ThreadPoolExecutor(
                MAX_THREADS,
                MAX_THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MAX_WAITING),
                task -> daemon(task, "obs-admin"));
        threads.allowCoreThreadTimeOut(true);
        watchdog = daemon(this::watch, "obs-admin-watchdog");
        watchdog.start();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void execute(Runnable exchange) {
        threads.execute(new Work(exchange));
    }

    /** The current thread has the whole request and makes the answer: no client's slowness until {@link #exchanging}. */
    void computing() {
        Work work = active.get(Thread.currentThread());
        if (work != null) {
            work.atClient = false;
        }
    }

    /** The current thread reads the request's body or writes a part of the answer: it depends on the client, which has moved. */
    void exchanging() {
        Work work = active.get(Thread.currentThread());
        if (work != null) {
            work.progress = System.nanoTime();
            work.atClient = true;
        }
    }

    private void watch() {
        while (!closed) {
            if (active.isEmpty()) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, TICK);
                sweep(System.nanoTime());
            }
        }
    }

    private void sweep(long now) {
        active.values().stream().filter(work -> work.age(now) > LONGEST).forEach(Work::end);
        int waiting = threads.getQueue().size();
        if (waiting > 0 && active.size() >= MAX_THREADS) {
            active.values().stream()
                    .filter(work -> work.atClient && work.stuck(now) > HURRIED)
                    .sorted(Comparator.comparingLong((Work work) -> work.stuck(now))
                            .reversed())
                    .limit(waiting)
                    .forEach(Work::end);
        }
    }

    @Override
    public void close() {
        closed = true;
        threads.shutdownNow();
        LockSupport.unpark(watchdog);
    }

    /** One exchange on one thread. */
    private final class Work implements Runnable {

        private final Runnable exchange;
        private @Nullable Thread thread;
        private volatile long start;
        private volatile long progress;
        private volatile boolean atClient = true;

        Work(Runnable exchange) {
            this.exchange = exchange;
        }

        @Override
        public void run() {
            Thread current = Thread.currentThread();
            start = System.nanoTime();
            progress = start;
            became(current);
            active.put(current, this);
            LockSupport.unpark(watchdog);
            try {
                exchange.run();
            } finally {
                active.remove(current);
                became(null);
            }
        }

        private synchronized void became(@Nullable Thread now) {
            thread = now;
            if (now == null && !closed) {
                Thread.interrupted(); // meant for this exchange, not for the thread's next one
            }
        }

        long age(long now) {
            return now - start;
        }

        long stuck(long now) {
            return now - progress;
        }

        synchronized void end() {
            if (thread != null) {
                thread.interrupt();
            }
        }
    }
}
