package io.obs.jdbc;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;

/** What an observed statement hands on as it is. */
interface ForwardedStatement extends ForwardedWrapper, Statement {

    @Override
    Statement to();

    @Override
    default void cancel() throws SQLException {
        to().cancel();
    }

    @Override
    default void clearWarnings() throws SQLException {
        to().clearWarnings();
    }

    @Override
    default void closeOnCompletion() throws SQLException {
        to().closeOnCompletion();
    }

    @Override
    default String enquoteIdentifier(String identifier, boolean always) throws SQLException {
        return to().enquoteIdentifier(identifier, always);
    }

    @Override
    default String enquoteLiteral(String value) throws SQLException {
        return to().enquoteLiteral(value);
    }

    @Override
    default String enquoteNCharLiteral(String value) throws SQLException {
        return to().enquoteNCharLiteral(value);
    }

    @Override
    default int getFetchDirection() throws SQLException {
        return to().getFetchDirection();
    }

    @Override
    default int getFetchSize() throws SQLException {
        return to().getFetchSize();
    }

    @Override
    default long getLargeMaxRows() throws SQLException {
        return to().getLargeMaxRows();
    }

    @Override
    default long getLargeUpdateCount() throws SQLException {
        return to().getLargeUpdateCount();
    }

    @Override
    default int getMaxFieldSize() throws SQLException {
        return to().getMaxFieldSize();
    }

    @Override
    default int getMaxRows() throws SQLException {
        return to().getMaxRows();
    }

    @Override
    default int getQueryTimeout() throws SQLException {
        return to().getQueryTimeout();
    }

    @Override
    default int getResultSetConcurrency() throws SQLException {
        return to().getResultSetConcurrency();
    }

    @Override
    default int getResultSetHoldability() throws SQLException {
        return to().getResultSetHoldability();
    }

    @Override
    default int getResultSetType() throws SQLException {
        return to().getResultSetType();
    }

    @Override
    default int getUpdateCount() throws SQLException {
        return to().getUpdateCount();
    }

    @Override
    default SQLWarning getWarnings() throws SQLException {
        return to().getWarnings();
    }

    @Override
    default boolean isCloseOnCompletion() throws SQLException {
        return to().isCloseOnCompletion();
    }

    @Override
    default boolean isClosed() throws SQLException {
        return to().isClosed();
    }

    @Override
    default boolean isPoolable() throws SQLException {
        return to().isPoolable();
    }

    @Override
    default boolean isSimpleIdentifier(String identifier) throws SQLException {
        return to().isSimpleIdentifier(identifier);
    }

    @Override
    default void setCursorName(String name) throws SQLException {
        to().setCursorName(name);
    }

    @Override
    default void setEscapeProcessing(boolean enable) throws SQLException {
        to().setEscapeProcessing(enable);
    }

    @Override
    default void setFetchDirection(int direction) throws SQLException {
        to().setFetchDirection(direction);
    }

    @Override
    default void setFetchSize(int rows) throws SQLException {
        to().setFetchSize(rows);
    }

    @Override
    default void setLargeMaxRows(long rows) throws SQLException {
        to().setLargeMaxRows(rows);
    }

    @Override
    default void setMaxFieldSize(int bytes) throws SQLException {
        to().setMaxFieldSize(bytes);
    }

    @Override
    default void setMaxRows(int rows) throws SQLException {
        to().setMaxRows(rows);
    }

    @Override
    default void setPoolable(boolean enable) throws SQLException {
        to().setPoolable(enable);
    }

    @Override
    default void setQueryTimeout(int seconds) throws SQLException {
        to().setQueryTimeout(seconds);
    }
}
