package io.obs.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.obs.db.ConnectionPool;
import io.obs.db.DbHandler;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A pool of HikariCP, also before it has opened: all of it is room to grow then. */
final class HikariPool implements ConnectionPool {

    /** What a pool has that was not told. */
    private static final int DEFAULT_MAXIMUM = 10;

    private final HikariDataSource source;

    private HikariPool(HikariDataSource source) {
        this.source = source;
    }

    /** The pool in or behind the data source; null where there is none, or no HikariCP at all. */
    static @Nullable HikariPool of(DbHandler handler, DataSource source) {
        try {
            if (source instanceof HikariDataSource pool) {
                return new HikariPool(pool);
            }
            HikariDataSource behind =
                    source.isWrapperFor(HikariDataSource.class) ? source.unwrap(HikariDataSource.class) : null;
            return behind == null ? null : new HikariPool(behind);
        } catch (LinkageError without) {
            return null;
        } catch (Throwable e) {
            handler.caught(e);
            return null;
        }
    }

    @Nullable
    String url() {
        return source.getJdbcUrl();
    }

    @Override
    public int available() {
        HikariPoolMXBean pool = source.getHikariPoolMXBean();
        return pool == null
                ? maximum()
                : pool.getIdleConnections() + Math.max(0, maximum() - pool.getTotalConnections());
    }

    @Override
    public int maximum() {
        int maximum = source.getMaximumPoolSize();
        return maximum > 0 ? maximum : DEFAULT_MAXIMUM;
    }

    @Override
    public boolean isClosed() {
        return source.isClosed();
    }
}
