package io.obs.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;

/** What an observed prepared statement hands on as it is, its parameters above all. */
@SuppressWarnings({"deprecation", "InlineMeSuggester"}) // the JDBC API's to deprecate
interface ForwardedPrepared extends ForwardedStatement, PreparedStatement {

    @Override
    PreparedStatement to();

    @Override
    default void clearParameters() throws SQLException {
        to().clearParameters();
    }

    @Override
    default ResultSetMetaData getMetaData() throws SQLException {
        return to().getMetaData();
    }

    @Override
    default ParameterMetaData getParameterMetaData() throws SQLException {
        return to().getParameterMetaData();
    }

    @Override
    default void setArray(int index, Array value) throws SQLException {
        to().setArray(index, value);
    }

    @Override
    default void setAsciiStream(int index, InputStream value, int length) throws SQLException {
        to().setAsciiStream(index, value, length);
    }

    @Override
    default void setAsciiStream(int index, InputStream value, long length) throws SQLException {
        to().setAsciiStream(index, value, length);
    }

    @Override
    default void setAsciiStream(int index, InputStream value) throws SQLException {
        to().setAsciiStream(index, value);
    }

    @Override
    default void setBigDecimal(int index, BigDecimal value) throws SQLException {
        to().setBigDecimal(index, value);
    }

    @Override
    default void setBinaryStream(int index, InputStream value, int length) throws SQLException {
        to().setBinaryStream(index, value, length);
    }

    @Override
    default void setBinaryStream(int index, InputStream value, long length) throws SQLException {
        to().setBinaryStream(index, value, length);
    }

    @Override
    default void setBinaryStream(int index, InputStream value) throws SQLException {
        to().setBinaryStream(index, value);
    }

    @Override
    default void setBlob(int index, InputStream value, long length) throws SQLException {
        to().setBlob(index, value, length);
    }

    @Override
    default void setBlob(int index, InputStream value) throws SQLException {
        to().setBlob(index, value);
    }

    @Override
    default void setBlob(int index, Blob value) throws SQLException {
        to().setBlob(index, value);
    }

    @Override
    default void setBoolean(int index, boolean value) throws SQLException {
        to().setBoolean(index, value);
    }

    @Override
    default void setByte(int index, byte value) throws SQLException {
        to().setByte(index, value);
    }

    @Override
    default void setBytes(int index, byte[] value) throws SQLException {
        to().setBytes(index, value);
    }

    @Override
    default void setCharacterStream(int index, Reader value, int length) throws SQLException {
        to().setCharacterStream(index, value, length);
    }

    @Override
    default void setCharacterStream(int index, Reader value, long length) throws SQLException {
        to().setCharacterStream(index, value, length);
    }

    @Override
    default void setCharacterStream(int index, Reader value) throws SQLException {
        to().setCharacterStream(index, value);
    }

    @Override
    default void setClob(int index, Reader value, long length) throws SQLException {
        to().setClob(index, value, length);
    }

    @Override
    default void setClob(int index, Reader value) throws SQLException {
        to().setClob(index, value);
    }

    @Override
    default void setClob(int index, Clob value) throws SQLException {
        to().setClob(index, value);
    }

    @Override
    default void setDate(int index, Date value, Calendar calendar) throws SQLException {
        to().setDate(index, value, calendar);
    }

    @Override
    default void setDate(int index, Date value) throws SQLException {
        to().setDate(index, value);
    }

    @Override
    default void setDouble(int index, double value) throws SQLException {
        to().setDouble(index, value);
    }

    @Override
    default void setFloat(int index, float value) throws SQLException {
        to().setFloat(index, value);
    }

    @Override
    default void setInt(int index, int value) throws SQLException {
        to().setInt(index, value);
    }

    @Override
    default void setLong(int index, long value) throws SQLException {
        to().setLong(index, value);
    }

    @Override
    default void setNCharacterStream(int index, Reader value, long length) throws SQLException {
        to().setNCharacterStream(index, value, length);
    }

    @Override
    default void setNCharacterStream(int index, Reader value) throws SQLException {
        to().setNCharacterStream(index, value);
    }

    @Override
    default void setNClob(int index, Reader value, long length) throws SQLException {
        to().setNClob(index, value, length);
    }

    @Override
    default void setNClob(int index, Reader value) throws SQLException {
        to().setNClob(index, value);
    }

    @Override
    default void setNClob(int index, NClob value) throws SQLException {
        to().setNClob(index, value);
    }

    @Override
    default void setNString(int index, String value) throws SQLException {
        to().setNString(index, value);
    }

    @Override
    default void setNull(int index, int type, String typeName) throws SQLException {
        to().setNull(index, type, typeName);
    }

    @Override
    default void setNull(int index, int type) throws SQLException {
        to().setNull(index, type);
    }

    @Override
    default void setObject(int index, Object value, int type, int scale) throws SQLException {
        to().setObject(index, value, type, scale);
    }

    @Override
    default void setObject(int index, Object value, int type) throws SQLException {
        to().setObject(index, value, type);
    }

    @Override
    default void setObject(int index, Object value, SQLType type, int scale) throws SQLException {
        to().setObject(index, value, type, scale);
    }

    @Override
    default void setObject(int index, Object value, SQLType type) throws SQLException {
        to().setObject(index, value, type);
    }

    @Override
    default void setObject(int index, Object value) throws SQLException {
        to().setObject(index, value);
    }

    @Override
    default void setRef(int index, Ref value) throws SQLException {
        to().setRef(index, value);
    }

    @Override
    default void setRowId(int index, RowId value) throws SQLException {
        to().setRowId(index, value);
    }

    @Override
    default void setSQLXML(int index, SQLXML value) throws SQLException {
        to().setSQLXML(index, value);
    }

    @Override
    default void setShort(int index, short value) throws SQLException {
        to().setShort(index, value);
    }

    @Override
    default void setString(int index, String value) throws SQLException {
        to().setString(index, value);
    }

    @Override
    default void setTime(int index, Time value, Calendar calendar) throws SQLException {
        to().setTime(index, value, calendar);
    }

    @Override
    default void setTime(int index, Time value) throws SQLException {
        to().setTime(index, value);
    }

    @Override
    default void setTimestamp(int index, Timestamp value, Calendar calendar) throws SQLException {
        to().setTimestamp(index, value, calendar);
    }

    @Override
    default void setTimestamp(int index, Timestamp value) throws SQLException {
        to().setTimestamp(index, value);
    }

    @Override
    default void setURL(int index, URL value) throws SQLException {
        to().setURL(index, value);
    }

    @Override
    @Deprecated
    default void setUnicodeStream(int index, InputStream value, int length) throws SQLException {
        to().setUnicodeStream(index, value, length);
    }
}
