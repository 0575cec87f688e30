package io.obs.jdbc;

import io.obs.db.ConnectionPools;
import io.obs.db.Database;
import io.obs.db.DbHandler;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source that asks another one, and observes what it gets. Thread-safe. */
@SuppressWarnings("try") // closing throws what the one behind it throws
final class ObservedDataSource implements DataSource, ForwardedWrapper, AutoCloseable {

    /** Something that gives connections. */
    @FunctionalInterface
    private interface Gives {
        Connection get() throws SQLException;
    }

    private final DbHandler handler;
    private final DataSource source;
    private final Database expected;
    private volatile @Nullable Database database;

    private ObservedDataSource(DbHandler handler, DataSource source, Database expected) {
        this.handler = handler;
        this.source = source;
        this.expected = expected;
    }

    static ObservedDataSource of(DbHandler handler, ConnectionPools pools, DataSource source) {
        HikariPool pool = HikariPool.of(handler, source);
        if (pool == null) {
            return new ObservedDataSource(handler, source, Database.UNKNOWN);
        }
        pools.add(pool);
        return new ObservedDataSource(handler, source, JdbcUrl.database(pool.url()));
    }

    @Override
    public DataSource to() {
        return source;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return handler.isClosed() ? source.getConnection() : observed(source::getConnection);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return handler.isClosed()
                ? source.getConnection(user, password)
                : observed(() -> source.getConnection(user, password));
    }

    private Connection observed(Gives gives) throws SQLException {
        Database known = database;
        long since = handler.connecting();
        Connection connection;
        try {
            connection = gives.get();
        } catch (Throwable e) {
            handler.notConnected(known == null ? expected : known, since, JdbcErrors.of(e));
            throw e;
        }
        if (connection instanceof ObservedConnection) {
            return connection; // of a source among several that this one chooses from
        }
        if (known == null) {
            known = database(connection);
            database = known;
        }
        handler.connected(known, since);
        return new ObservedConnection(handler, known, connection);
    }

    /** Asked once. */
    private Database database(Connection connection) {
        try {
            DatabaseMetaData about = connection.getMetaData();
            Database found = JdbcUrl.database(about.getURL());
            return found.equals(Database.UNKNOWN) ? expected : found;
        } catch (Throwable e) {
            handler.caught(e);
            return expected;
        }
    }

    @Override
    public ConnectionBuilder createConnectionBuilder() throws SQLException {
        return source.createConnectionBuilder();
    }

    @Override
    public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
        return source.createShardingKeyBuilder();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter writer) throws SQLException {
        source.setLogWriter(writer);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return source.getParentLogger();
    }

    @Override
    public void close() throws Exception {
        if (source instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    @Override
    public String toString() {
        return source.toString();
    }
}
