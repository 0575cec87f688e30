package io.obs.messaging;

import io.obs.catalog.Catalog;
import io.obs.pipeline.Meters.Registration;
import io.obs.pipeline.Pipeline;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The depths of queues: a scrape shows what the broker said last, and lets it be asked again, on a thread of its own.
 *
 * <p>So the broker is asked only where somebody scrapes, no more often than {@code obs.queue.depth.interval}, and no
 * scrape waits for it. A queue whose depth could not be asked has no series until it can: no stale number, no zero.
 *
 * <p>Thread-safe; never throws. Once obs is closed nobody is asked any more.
 */
public final class QueueDepths {

    /** An answer older than this says nothing any more: it is as long as Prometheus itself looks back. */
    private static final long OLD_NANOS = TimeUnit.MINUTES.toNanos(5);

    /** A broker that has not answered for so long hangs. */
    private static final long HANGS_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long IDLE_SECONDS = 10;

    /** More would share one series, which then would show the depth of any of them. */
    private static final int MAX_QUEUES = Catalog.QUEUE_DEPTH.labels().get(0).cap();

    private static final class Watched {
        private volatile @Nullable Registration gauge;
        private volatile long depth = -1;
        private volatile long answeredAt;
    }

    private final Pipeline pipeline;
    private final long intervalNanos;
    private final DepthSource source;
    private final Map<String, Watched> queues = new ConcurrentHashMap<>();
    private final AtomicBoolean asking = new AtomicBoolean();
    private final ThreadPoolExecutor thread;
    private volatile boolean again;
    private volatile long askedAt;

    QueueDepths(Pipeline pipeline, long intervalNanos, DepthSource source) {
        this.pipeline = pipeline;
        this.intervalNanos = intervalNanos;
        this.source = source;
        thread = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread made = new Thread(null, task, "obs-queue-depth", 0, false);
            made.setDaemon(true);
            return made;
        });
        thread.allowCoreThreadTimeOut(true);
    }

    /** Shows a queue's depth from now on, and asks for it at once. */
    public void watch(String queue) {
        if (queues.containsKey(queue) || queues.size() >= MAX_QUEUES || pipeline.isClosed()) {
            return;
        }
        Watched watched = new Watched();
        if (queues.putIfAbsent(queue, watched) == null) {
            watched.gauge = pipeline.meters().gauge(Catalog.QUEUE_DEPTH, () -> shown(watched), queue);
            ask(true);
        }
    }

    /** Shows it no longer: it was deleted. */
    public void unwatch(String queue) {
        Watched watched = queues.remove(queue);
        Registration gauge = watched == null ? null : watched.gauge;
        if (gauge != null) {
            gauge.remove();
        }
    }

    /** Lets the broker be asked out of turn: there is one again. */
    public void refresh() {
        ask(true);
    }

    /** What a scrape shows; NaN where nothing is known. */
    private double shown(Watched watched) {
        ask(false);
        long now = pipeline.clock().nanoTime();
        boolean hangs = asking.get() && now - askedAt > HANGS_NANOS;
        boolean known = watched.depth >= 0 && now - watched.answeredAt <= OLD_NANOS;
        return known && !hangs ? watched.depth : Double.NaN;
    }

    private void ask(boolean now) {
        long time = pipeline.clock().nanoTime();
        if (queues.isEmpty() || pipeline.isClosed() || (!now && time - askedAt < intervalNanos)) {
            return;
        }
        if (asking.compareAndSet(false, true)) {
            askedAt = time;
            begin();
        } else if (now) {
            again = true;
        }
    }

    private void begin() {
        try {
            thread.execute(this::pass);
        } catch (Throwable e) { // no thread is left; the next scrape tries again
            asking.set(false);
            pipeline.failures().caught("messaging", e);
        }
    }

    private void pass() {
        try {
            do {
                again = false;
                askedAt = pipeline.clock().nanoTime();
                askAll();
            } while (again && !pipeline.isClosed());
        } finally {
            asking.set(false);
        }
    }

    private void askAll() {
        Map<String, Long> answers = Map.of();
        try {
            answers = source.depths(List.copyOf(queues.keySet()));
        } catch (Throwable e) {
            pipeline.failures().caught("messaging", e);
        }
        long now = pipeline.clock().nanoTime();
        for (Map.Entry<String, Watched> queue : queues.entrySet()) {
            Long depth = answers.get(queue.getKey());
            queue.getValue().answeredAt = now;
            queue.getValue().depth = depth == null ? -1 : depth;
        }
    }
}
