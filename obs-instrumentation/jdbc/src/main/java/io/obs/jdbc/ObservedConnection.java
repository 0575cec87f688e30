package io.obs.jdbc;

import io.obs.db.Database;
import io.obs.db.DbHandler;
import io.obs.db.DbOperation;
import io.obs.db.SqlStatement;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.concurrent.Executor;

/** A connection whose statements are observed. As thread-safe as the one behind it. */
final class ObservedConnection implements ForwardedConnection {

    /** Something that prepares a statement. */
    @FunctionalInterface
    private interface Prepares<S> {
        S get() throws SQLException;
    }

    private final DbHandler handler;
    private final Database database;
    private final Connection connection;
    private final OpenOperations open = new OpenOperations();

    ObservedConnection(DbHandler handler, Database database, Connection connection) {
        this.handler = handler;
        this.database = database;
        this.connection = connection;
    }

    @Override
    public Connection to() {
        return connection;
    }

    DbHandler handler() {
        return handler;
    }

    SqlStatement statement(String sql) {
        return handler.statement(database, sql);
    }

    DbOperation start(SqlStatement statement, int batchSize) {
        return handler.start(database, statement, batchSize);
    }

    /** The executions whose results are still read. */
    OpenOperations open() {
        return open;
    }

    @Override
    public Statement createStatement() throws SQLException {
        return new ObservedStatement(this, connection.createStatement());
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        return new ObservedStatement(this, connection.createStatement(type, concurrency));
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        return new ObservedStatement(this, connection.createStatement(type, concurrency, holdability));
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        return prepared(sql, () -> connection.prepareStatement(sql));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        return prepared(sql, () -> connection.prepareStatement(sql, type, concurrency));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        return prepared(sql, () -> connection.prepareStatement(sql, type, concurrency, holdability));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int keys) throws SQLException {
        return prepared(sql, () -> connection.prepareStatement(sql, keys));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] keyColumns) throws SQLException {
        return prepared(sql, () -> connection.prepareStatement(sql, keyColumns));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] keyColumns) throws SQLException {
        return prepared(sql, () -> connection.prepareStatement(sql, keyColumns));
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        return called(sql, () -> connection.prepareCall(sql));
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        return called(sql, () -> connection.prepareCall(sql, type, concurrency));
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
        return called(sql, () -> connection.prepareCall(sql, type, concurrency, holdability));
    }

    private PreparedStatement prepared(String sql, Prepares<PreparedStatement> prepares) throws SQLException {
        SqlStatement known = statement(sql);
        return new ObservedPrepared(this, prepare(known, prepares), known);
    }

    private CallableStatement called(String sql, Prepares<CallableStatement> prepares) throws SQLException {
        SqlStatement known = statement(sql);
        return CallableCalls.observed(this, prepare(known, prepares), known);
    }

    private <S> S prepare(SqlStatement statement, Prepares<S> prepares) throws SQLException {
        try {
            return prepares.get();
        } catch (Throwable e) {
            handler.notPrepared(database, statement, JdbcErrors.of(e));
            throw e;
        }
    }

    @Override
    public void commit() throws SQLException {
        DbOperation operation = start(SqlStatement.COMMIT, 1);
        try {
            connection.commit();
        } catch (Throwable e) {
            operation.failed(JdbcErrors.of(e));
            throw e;
        }
        operation.end();
    }

    @Override
    public void rollback() throws SQLException {
        DbOperation operation = start(SqlStatement.ROLLBACK, 1);
        try {
            connection.rollback();
        } catch (Throwable e) {
            operation.failed(JdbcErrors.of(e));
            throw e;
        }
        operation.end();
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        DbOperation operation = start(SqlStatement.ROLLBACK, 1);
        try {
            connection.rollback(savepoint);
        } catch (Throwable e) {
            operation.failed(JdbcErrors.of(e));
            throw e;
        }
        operation.end();
    }

    @Override
    public void close() throws SQLException {
        open.endAll();
        connection.close();
    }

    @Override
    public void abort(Executor executor) throws SQLException {
        open.endAll();
        connection.abort(executor);
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        return MetaDataCalls.of(this, connection.getMetaData());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ObservedConnection observed && connection.equals(observed.connection);
    }

    @Override
    public int hashCode() {
        return connection.hashCode();
    }

    @Override
    public String toString() {
        return connection.toString();
    }
}
