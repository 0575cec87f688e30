package io.obs.jdbc;

import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.ShardingKey;
import java.sql.Struct;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;

/** What an observed connection hands on as it is. */
interface ForwardedConnection extends ForwardedWrapper, Connection {

    @Override
    Connection to();

    @Override
    default void beginRequest() throws SQLException {
        to().beginRequest();
    }

    @Override
    default void clearWarnings() throws SQLException {
        to().clearWarnings();
    }

    @Override
    default Array createArrayOf(String typeName, Object[] elements) throws SQLException {
        return to().createArrayOf(typeName, elements);
    }

    @Override
    default Blob createBlob() throws SQLException {
        return to().createBlob();
    }

    @Override
    default Clob createClob() throws SQLException {
        return to().createClob();
    }

    @Override
    default NClob createNClob() throws SQLException {
        return to().createNClob();
    }

    @Override
    default SQLXML createSQLXML() throws SQLException {
        return to().createSQLXML();
    }

    @Override
    default Struct createStruct(String typeName, Object[] attributes) throws SQLException {
        return to().createStruct(typeName, attributes);
    }

    @Override
    default void endRequest() throws SQLException {
        to().endRequest();
    }

    @Override
    default boolean getAutoCommit() throws SQLException {
        return to().getAutoCommit();
    }

    @Override
    default String getCatalog() throws SQLException {
        return to().getCatalog();
    }

    @Override
    default Properties getClientInfo() throws SQLException {
        return to().getClientInfo();
    }

    @Override
    default String getClientInfo(String name) throws SQLException {
        return to().getClientInfo(name);
    }

    @Override
    default int getHoldability() throws SQLException {
        return to().getHoldability();
    }

    @Override
    default int getNetworkTimeout() throws SQLException {
        return to().getNetworkTimeout();
    }

    @Override
    default String getSchema() throws SQLException {
        return to().getSchema();
    }

    @Override
    default int getTransactionIsolation() throws SQLException {
        return to().getTransactionIsolation();
    }

    @Override
    default Map<String, Class<?>> getTypeMap() throws SQLException {
        return to().getTypeMap();
    }

    @Override
    default SQLWarning getWarnings() throws SQLException {
        return to().getWarnings();
    }

    @Override
    default boolean isClosed() throws SQLException {
        return to().isClosed();
    }

    @Override
    default boolean isReadOnly() throws SQLException {
        return to().isReadOnly();
    }

    @Override
    default boolean isValid(int seconds) throws SQLException {
        return to().isValid(seconds);
    }

    @Override
    default String nativeSQL(String sql) throws SQLException {
        return to().nativeSQL(sql);
    }

    @Override
    default void releaseSavepoint(Savepoint savepoint) throws SQLException {
        to().releaseSavepoint(savepoint);
    }

    @Override
    default void setAutoCommit(boolean autoCommit) throws SQLException {
        to().setAutoCommit(autoCommit);
    }

    @Override
    default void setCatalog(String catalog) throws SQLException {
        to().setCatalog(catalog);
    }

    @Override
    default void setClientInfo(String name, String value) throws SQLClientInfoException {
        to().setClientInfo(name, value);
    }

    @Override
    default void setClientInfo(Properties properties) throws SQLClientInfoException {
        to().setClientInfo(properties);
    }

    @Override
    default void setHoldability(int holdability) throws SQLException {
        to().setHoldability(holdability);
    }

    @Override
    default void setNetworkTimeout(Executor executor, int millis) throws SQLException {
        to().setNetworkTimeout(executor, millis);
    }

    @Override
    default void setReadOnly(boolean readOnly) throws SQLException {
        to().setReadOnly(readOnly);
    }

    @Override
    default Savepoint setSavepoint() throws SQLException {
        return to().setSavepoint();
    }

    @Override
    default Savepoint setSavepoint(String name) throws SQLException {
        return to().setSavepoint(name);
    }

    @Override
    default void setSchema(String schema) throws SQLException {
        to().setSchema(schema);
    }

    @Override
    default void setShardingKey(ShardingKey key, ShardingKey superKey) throws SQLException {
        to().setShardingKey(key, superKey);
    }

    @Override
    default void setShardingKey(ShardingKey key) throws SQLException {
        to().setShardingKey(key);
    }

    @Override
    default boolean setShardingKeyIfValid(ShardingKey key, int timeoutSeconds) throws SQLException {
        return to().setShardingKeyIfValid(key, timeoutSeconds);
    }

    @Override
    default boolean setShardingKeyIfValid(ShardingKey key, ShardingKey superKey, int timeoutSeconds)
            throws SQLException {
        return to().setShardingKeyIfValid(key, superKey, timeoutSeconds);
    }

    @Override
    default void setTransactionIsolation(int level) throws SQLException {
        to().setTransactionIsolation(level);
    }

    @Override
    default void setTypeMap(Map<String, Class<?>> map) throws SQLException {
        to().setTypeMap(map);
    }
}
