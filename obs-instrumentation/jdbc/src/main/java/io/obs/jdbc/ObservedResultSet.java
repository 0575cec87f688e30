package io.obs.jdbc;

import io.obs.db.DbOperation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A result whose end is the end of its statement's execution. */
final class ObservedResultSet implements ForwardedResult {

    private final ObservedStatement statement;
    private final ResultSet result;
    private final @Nullable DbOperation operation;

    /** @param operation ends with it; null where it says nothing of one (generated keys) */
    ObservedResultSet(ObservedStatement statement, ResultSet result, @Nullable DbOperation operation) {
        this.statement = statement;
        this.result = result;
        this.operation = operation;
    }

    @Override
    public ResultSet to() {
        return result;
    }

    @Override
    public boolean next() throws SQLException {
        boolean more;
        try {
            more = result.next();
        } catch (Throwable e) {
            if (operation != null) {
                statement.failed(operation, e);
            }
            throw e;
        }
        if (!more) {
            end();
        }
        return more;
    }

    @Override
    public void close() throws SQLException {
        end();
        result.close();
    }

    private void end() {
        if (operation != null) {
            statement.end(operation);
        }
    }

    @Override
    public @Nullable Statement getStatement() throws SQLException {
        return result.getStatement() == null ? null : statement.self();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ObservedResultSet observed && result.equals(observed.result);
    }

    @Override
    public int hashCode() {
        return result.hashCode();
    }

    @Override
    public String toString() {
        return result.toString();
    }
}
