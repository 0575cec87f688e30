package io.obs.jdbc;

import static java.util.Objects.requireNonNull;

import io.obs.Observability;
import io.obs.db.ConnectionPools;
import io.obs.db.DbHandler;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Observes JDBC: each statement of a wrapped data source is a client span and a duration by query type, failed
 * statements and connection attempts are counted, slow ones warn.
 *
 * <p>A query lasts from its execution until its result is exhausted or closed (or its statement or connection is, or the
 * statement is executed again), any other statement until it was executed; a batch is one execution, commit and rollback
 * are statements too. Results and exceptions are the driver's own, and {@code unwrap} finds everything behind. Of a
 * HikariCP pool the gauges are shown too; pools of another kind are given to {@link ConnectionPools}.
 *
 * <p>Thread-safe. Once obs is closed, connections are the driver's own again.
 *
 * <pre>{@code
 * DataSource orders = JdbcObservability.create(obs).wrap(new HikariDataSource(config));
 * }</pre>
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/database/database-spans/">OpenTelemetry database spans</a>
 */
public final class JdbcObservability {

    private final DbHandler handler;
    private final ConnectionPools pools;

    private JdbcObservability(Observability obs) {
        handler = DbHandler.create(obs);
        pools = ConnectionPools.create(obs);
    }

    public static JdbcObservability create(Observability obs) {
        return new JdbcObservability(requireNonNull(obs, "obs"));
    }

    /**
     * A data source that asks the given one; one that {@linkplain #isObserved is observed} already is returned as it is. What is returned is
     * {@link AutoCloseable} and closes the given one, if that can be closed. Wrap the pool, not what is under it: then
     * waiting for a connection is seen too.
     */
    public DataSource wrap(DataSource source) {
        requireNonNull(source, "source");
        return isObserved(source) ? source : ObservedDataSource.of(handler, pools, source);
    }

    /** True where the data source, or one behind it, was made by {@link #wrap}. */
    public static boolean isObserved(DataSource source) {
        try {
            return source instanceof ObservedDataSource
                    || (source.isWrapperFor(ObservedDataSource.class)
                            && source.unwrap(ObservedDataSource.class) != null);
        } catch (SQLException | RuntimeException | LinkageError unknown) {
            return false; // one that can't say what it is
        }
    }
}
