package io.obs.jdbc;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;

/** What else an observed result hands on as it is. */
interface ForwardedResult extends ForwardedColumns, ForwardedUpdates {

    @Override
    ResultSet to();

    @Override
    default boolean absolute(int row) throws SQLException {
        return to().absolute(row);
    }

    @Override
    default void afterLast() throws SQLException {
        to().afterLast();
    }

    @Override
    default void beforeFirst() throws SQLException {
        to().beforeFirst();
    }

    @Override
    default void cancelRowUpdates() throws SQLException {
        to().cancelRowUpdates();
    }

    @Override
    default void clearWarnings() throws SQLException {
        to().clearWarnings();
    }

    @Override
    default void deleteRow() throws SQLException {
        to().deleteRow();
    }

    @Override
    default int findColumn(String label) throws SQLException {
        return to().findColumn(label);
    }

    @Override
    default boolean first() throws SQLException {
        return to().first();
    }

    @Override
    default int getConcurrency() throws SQLException {
        return to().getConcurrency();
    }

    @Override
    default String getCursorName() throws SQLException {
        return to().getCursorName();
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
    default int getHoldability() throws SQLException {
        return to().getHoldability();
    }

    @Override
    default ResultSetMetaData getMetaData() throws SQLException {
        return to().getMetaData();
    }

    @Override
    default int getRow() throws SQLException {
        return to().getRow();
    }

    @Override
    default int getType() throws SQLException {
        return to().getType();
    }

    @Override
    default SQLWarning getWarnings() throws SQLException {
        return to().getWarnings();
    }

    @Override
    default void insertRow() throws SQLException {
        to().insertRow();
    }

    @Override
    default boolean isAfterLast() throws SQLException {
        return to().isAfterLast();
    }

    @Override
    default boolean isBeforeFirst() throws SQLException {
        return to().isBeforeFirst();
    }

    @Override
    default boolean isClosed() throws SQLException {
        return to().isClosed();
    }

    @Override
    default boolean isFirst() throws SQLException {
        return to().isFirst();
    }

    @Override
    default boolean isLast() throws SQLException {
        return to().isLast();
    }

    @Override
    default boolean last() throws SQLException {
        return to().last();
    }

    @Override
    default void moveToCurrentRow() throws SQLException {
        to().moveToCurrentRow();
    }

    @Override
    default void moveToInsertRow() throws SQLException {
        to().moveToInsertRow();
    }

    @Override
    default boolean previous() throws SQLException {
        return to().previous();
    }

    @Override
    default void refreshRow() throws SQLException {
        to().refreshRow();
    }

    @Override
    default boolean relative(int rows) throws SQLException {
        return to().relative(rows);
    }

    @Override
    default boolean rowDeleted() throws SQLException {
        return to().rowDeleted();
    }

    @Override
    default boolean rowInserted() throws SQLException {
        return to().rowInserted();
    }

    @Override
    default boolean rowUpdated() throws SQLException {
        return to().rowUpdated();
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
    default boolean wasNull() throws SQLException {
        return to().wasNull();
    }
}
