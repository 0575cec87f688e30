package io.obs.jdbc;

import io.obs.db.DbOperation;
import io.obs.db.SqlStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A statement whose executions are observed. Used as the one behind it: by one thread at a time, but for cancel. */
class ObservedStatement implements ForwardedStatement {

    /** An execution by the driver. */
    @FunctionalInterface
    interface Execution<T> {
        T run() throws SQLException;
    }

    private final ObservedConnection connection;
    private final Statement statement;
    private Statement self = this;
    private @Nullable DbOperation reading;
    private @Nullable SqlStatement batch;
    private int batchSize;

    ObservedStatement(ObservedConnection connection, Statement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    @Override
    public Statement to() {
        return statement;
    }

    /** What results name as their statement. */
    final void self(Statement shown) {
        self = shown;
    }

    final Statement self() {
        return self;
    }

    // ---- executions

    /** One that is over when the driver returns. */
    final <T> T run(SqlStatement what, int size, Execution<T> execution) throws SQLException {
        DbOperation operation = begin(what, size);
        T done;
        try {
            done = execution.run();
        } catch (Throwable e) {
            operation.failed(JdbcErrors.of(e));
            throw e;
        }
        operation.end();
        return done;
    }

    /** One whose result is read after it. */
    final ResultSet query(SqlStatement what, Execution<ResultSet> execution) throws SQLException {
        DbOperation operation = begin(what, 1);
        ResultSet result;
        try {
            result = execution.run();
        } catch (Throwable e) {
            operation.failed(JdbcErrors.of(e));
            throw e;
        }
        read(operation);
        return new ObservedResultSet(this, result, operation);
    }

    /** One that may have a result. */
    final boolean either(SqlStatement what, Execution<Boolean> execution) throws SQLException {
        DbOperation operation = begin(what, 1);
        boolean hasResult;
        try {
            hasResult = execution.run();
        } catch (Throwable e) {
            operation.failed(JdbcErrors.of(e));
            throw e;
        }
        if (hasResult) {
            read(operation);
        } else {
            operation.end();
        }
        return hasResult;
    }

    private DbOperation begin(SqlStatement what, int size) {
        endReading(); // a statement has one result at a time
        return connection.start(what, size);
    }

    private void read(DbOperation operation) {
        reading = operation;
        connection.open().add(operation);
    }

    /** The result was read to its end, or given up. */
    final void end(DbOperation operation) {
        if (!operation.ended()) {
            operation.end();
            forget(operation);
        }
    }

    /** Reading it failed. */
    final void failed(DbOperation operation, Throwable error) {
        if (!operation.ended()) {
            operation.failed(JdbcErrors.of(error));
            forget(operation);
        }
    }

    private void forget(DbOperation operation) {
        connection.open().remove(operation);
        if (reading == operation) {
            reading = null;
        }
    }

    private void endReading() {
        DbOperation before = reading;
        if (before != null) {
            end(before);
            reading = null;
        }
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        return query(connection.statement(sql), () -> statement.executeQuery(sql));
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        return run(connection.statement(sql), 1, () -> statement.executeUpdate(sql));
    }

    @Override
    public int executeUpdate(String sql, int keys) throws SQLException {
        return run(connection.statement(sql), 1, () -> statement.executeUpdate(sql, keys));
    }

    @Override
    public int executeUpdate(String sql, int[] keyColumns) throws SQLException {
        return run(connection.statement(sql), 1, () -> statement.executeUpdate(sql, keyColumns));
    }

    @Override
    public int executeUpdate(String sql, String[] keyColumns) throws SQLException {
        return run(connection.statement(sql), 1, () -> statement.executeUpdate(sql, keyColumns));
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        return run(connection.statement(sql), 1, () -> statement.executeLargeUpdate(sql));
    }

    @Override
    public long executeLargeUpdate(String sql, int keys) throws SQLException {
        return run(connection.statement(sql), 1, () -> statement.executeLargeUpdate(sql, keys));
    }

    @Override
    public long executeLargeUpdate(String sql, int[] keyColumns) throws SQLException {
        return run(connection.statement(sql), 1, () -> statement.executeLargeUpdate(sql, keyColumns));
    }

    @Override
    public long executeLargeUpdate(String sql, String[] keyColumns) throws SQLException {
        return run(connection.statement(sql), 1, () -> statement.executeLargeUpdate(sql, keyColumns));
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        return either(connection.statement(sql), () -> statement.execute(sql));
    }

    @Override
    public boolean execute(String sql, int keys) throws SQLException {
        return either(connection.statement(sql), () -> statement.execute(sql, keys));
    }

    @Override
    public boolean execute(String sql, int[] keyColumns) throws SQLException {
        return either(connection.statement(sql), () -> statement.execute(sql, keyColumns));
    }

    @Override
    public boolean execute(String sql, String[] keyColumns) throws SQLException {
        return either(connection.statement(sql), () -> statement.execute(sql, keyColumns));
    }

    // ---- batches

    @Override
    public void addBatch(String sql) throws SQLException {
        statement.addBatch(sql);
        added(connection.statement(sql));
    }

    final void added(SqlStatement what) {
        SqlStatement before = batch;
        boolean same = before == null || before == what || before.isLike(what);
        batch = same ? what : SqlStatement.MIXED;
        batchSize++;
    }

    @Override
    public void clearBatch() throws SQLException {
        statement.clearBatch();
        batch = null;
        batchSize = 0;
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return batch(statement::executeBatch);
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        return batch(statement::executeLargeBatch);
    }

    private <T> T batch(Execution<T> execution) throws SQLException {
        SqlStatement what = batch;
        int size = batchSize;
        batch = null;
        batchSize = 0;
        return what == null ? execution.run() : run(what, size, execution); // an empty one goes nowhere
    }

    // ---- results

    @Override
    public @Nullable ResultSet getResultSet() throws SQLException {
        return observed(statement.getResultSet(), reading);
    }

    @Override
    public @Nullable ResultSet getGeneratedKeys() throws SQLException {
        return observed(statement.getGeneratedKeys(), null);
    }

    private @Nullable ResultSet observed(@Nullable ResultSet result, @Nullable DbOperation operation) {
        return result == null ? null : new ObservedResultSet(this, result, operation);
    }

    @Override
    public boolean getMoreResults() throws SQLException {
        endReading();
        return statement.getMoreResults();
    }

    @Override
    public boolean getMoreResults(int current) throws SQLException {
        if (current != KEEP_CURRENT_RESULT) {
            endReading();
        }
        return statement.getMoreResults(current);
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        endReading();
        statement.close();
    }

    @Override
    public boolean equals(Object other) {
        return other == self || (other instanceof ObservedStatement observed && statement.equals(observed.statement));
    }

    @Override
    public int hashCode() {
        return statement.hashCode();
    }

    @Override
    public String toString() {
        return statement.toString();
    }
}
