package io.obs.db;

import io.obs.pipeline.Failures;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One pool, and what it last said. A pool that hangs is not asked again until it has answered. Thread-safe. */
final class PoolReading {

    /** How full a pool is. */
    record Level(int available, int maximum) {

        /** True where less of it is left. */
        boolean isBelow(Level other) {
            long mine = (long) available * other.maximum;
            long theirs = (long) other.available * maximum;
            return mine < theirs || (mine == theirs && available < other.available);
        }
    }

    private final ConnectionPool pool;
    private final Failures failures;
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile @Nullable Level level;
    private volatile boolean closed;

    PoolReading(ConnectionPool pool, Failures failures) {
        this.pool = pool;
        this.failures = failures;
    }

    /** True for the one that shall ask now. */
    boolean begin() {
        boolean mine = asked.compareAndSet(false, true);
        if (!mine) {
            failures.caught("db", new IllegalStateException("a connection pool does not answer"));
        }
        level = null; // until it has answered
        return mine;
    }

    void ask(CountDownLatch left) {
        Level answer = null;
        try {
            if (pool.isClosed()) {
                closed = true;
            } else {
                int maximum = pool.maximum();
                int available = pool.available();
                answer = maximum <= 0 ? null : new Level(Math.max(0, Math.min(available, maximum)), maximum);
            }
        } catch (Throwable e) {
            failures.caught("db", e);
        } finally {
            level = answer;
            asked.set(false);
            left.countDown();
        }
    }

    /** Takes back what {@link #begin} has begun. */
    void giveUp() {
        asked.set(false);
    }

    /** What it said; null where it has not answered, or has nothing to say. */
    @Nullable
    Level level() {
        return level;
    }

    boolean isClosed() {
        return closed;
    }
}
