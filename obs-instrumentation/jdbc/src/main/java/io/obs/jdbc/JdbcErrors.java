package io.obs.jdbc;

import io.obs.db.DbError;
import io.obs.db.DbError.Reason;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;

/** What drivers throw, as obs sees it. */
final class JdbcErrors {

    private JdbcErrors() {}

    static DbError of(Throwable thrown) {
        if (thrown instanceof SQLException sql) {
            return new DbError(thrown, sql.getSQLState(), sql.getErrorCode(), reason(sql));
        }
        return new DbError(thrown, null, 0, Reason.STATEMENT);
    }

    private static Reason reason(SQLException thrown) {
        if (thrown instanceof SQLTimeoutException) {
            return Reason.TIMEOUT;
        }
        return thrown instanceof SQLTransientConnectionException
                        || thrown instanceof SQLNonTransientConnectionException
                        || thrown instanceof SQLRecoverableException
                ? Reason.UNAVAILABLE
                : Reason.STATEMENT;
    }
}
