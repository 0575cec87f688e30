package io.obs.jdbc;

import io.obs.db.SqlStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A prepared statement, which is read once, when it is prepared. */
final class ObservedPrepared extends ObservedStatement implements ForwardedPrepared {

    private final PreparedStatement prepared;
    private final SqlStatement what;

    ObservedPrepared(ObservedConnection connection, PreparedStatement prepared, SqlStatement what) {
        super(connection, prepared);
        this.prepared = prepared;
        this.what = what;
    }

    @Override
    public PreparedStatement to() {
        return prepared;
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        return query(what, prepared::executeQuery);
    }

    @Override
    public int executeUpdate() throws SQLException {
        return run(what, 1, prepared::executeUpdate);
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return run(what, 1, prepared::executeLargeUpdate);
    }

    @Override
    public boolean execute() throws SQLException {
        return either(what, prepared::execute);
    }

    @Override
    public void addBatch() throws SQLException {
        prepared.addBatch();
        added(what);
    }
}
