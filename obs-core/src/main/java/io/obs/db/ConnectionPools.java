package io.obs.db;

import static java.util.Objects.requireNonNull;

import io.obs.Observability;
import io.obs.catalog.Catalog;
import io.obs.pipeline.Meters.Registration;
import io.obs.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The connection pools of a service, shown by two gauges: how many connections could be had, and how many there may be.
 * Of several pools both show the one with the smallest share left.
 *
 * <p>A pool that throws or hangs is left out, the others are shown. The gauges are there while there is a pool.
 * Thread-safe.
 */
public final class ConnectionPools {

    private static final int AVAILABLE = 1;
    private static final int TOTAL = 2;
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    /**
     * What the gauges show: both of one moment and one pool.
     *
     * @param shownBy which of the gauges have shown it
     */
    private record Shown(PoolReading.@Nullable Level level, long nanoTime, int shownBy) {}

    private final Pipeline pipeline;
    private final List<PoolReading> pools = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Registration> gauges = new ArrayList<>();
    private final PoolReaders readers = new PoolReaders();
    private @Nullable Shown shown;

    private ConnectionPools(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** All pools of the service. */
    public static ConnectionPools create(Observability obs) {
        return obs.pipeline().shared(ConnectionPools.class, ConnectionPools::new);
    }

    /**
     * Shows a pool from now on, until it is {@linkplain ConnectionPool#isClosed closed}.
     *
     * @return takes it away before that
     */
    public Registration add(ConnectionPool pool) {
        PoolReading reading = new PoolReading(requireNonNull(pool, "pool"), pipeline.failures());
        lock.lock();
        try {
            pools.add(reading);
            if (gauges.isEmpty()) {
                gauges.add(pipeline.meters().gauge(Catalog.DB_CONNECTION_POOL_AVAILABLE, () -> show(AVAILABLE)));
                gauges.add(pipeline.meters().gauge(Catalog.DB_CONNECTION_POOL_TOTAL, () -> show(TOTAL)));
            }
        } finally {
            lock.unlock();
        }
        return () -> remove(reading);
    }

    private void remove(PoolReading reading) {
        lock.lock();
        try {
            pools.remove(reading);
            if (pools.isEmpty()) {
                gauges.forEach(Registration::remove);
                gauges.clear();
                shown = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private double show(int gauge) {
        lock.lock();
        try {
            Shown now = shown;
            long time = pipeline.clock().nanoTime();
            if (now == null || (now.shownBy() & gauge) != 0 || time - now.nanoTime() > FRESH_NANOS) {
                now = new Shown(mostExhausted(), time, 0);
            }
            shown = new Shown(now.level(), now.nanoTime(), now.shownBy() | gauge);
            PoolReading.Level level = now.level();
            if (level == null) {
                return Double.NaN;
            }
            return gauge == AVAILABLE ? level.available() : level.maximum();
        } finally {
            lock.unlock();
        }
    }

    private PoolReading.@Nullable Level mostExhausted() {
        readers.read(pools);
        PoolReading.Level least = null;
        for (PoolReading pool : pools) {
            if (pool.isClosed()) {
                remove(pool);
                continue;
            }
            PoolReading.Level level = pool.level();
            if (level != null && (least == null || level.isBelow(least))) {
                least = level;
            }
        }
        return least;
    }
}
