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
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;

/** What is read from the row that an observed result is at. */
@SuppressWarnings({"deprecation", "InlineMeSuggester"}) // the JDBC API's to deprecate
interface ForwardedColumns extends ForwardedWrapper, ResultSet {

    @Override
    ResultSet to();

    @Override
    default Array getArray(String label) throws SQLException {
        return to().getArray(label);
    }

    @Override
    default Array getArray(int column) throws SQLException {
        return to().getArray(column);
    }

    @Override
    default InputStream getAsciiStream(String label) throws SQLException {
        return to().getAsciiStream(label);
    }

    @Override
    default InputStream getAsciiStream(int column) throws SQLException {
        return to().getAsciiStream(column);
    }

    @Override
    @Deprecated
    default BigDecimal getBigDecimal(String label, int scale) throws SQLException {
        return to().getBigDecimal(label, scale);
    }

    @Override
    default BigDecimal getBigDecimal(String label) throws SQLException {
        return to().getBigDecimal(label);
    }

    @Override
    @Deprecated
    default BigDecimal getBigDecimal(int column, int scale) throws SQLException {
        return to().getBigDecimal(column, scale);
    }

    @Override
    default BigDecimal getBigDecimal(int column) throws SQLException {
        return to().getBigDecimal(column);
    }

    @Override
    default InputStream getBinaryStream(String label) throws SQLException {
        return to().getBinaryStream(label);
    }

    @Override
    default InputStream getBinaryStream(int column) throws SQLException {
        return to().getBinaryStream(column);
    }

    @Override
    default Blob getBlob(String label) throws SQLException {
        return to().getBlob(label);
    }

    @Override
    default Blob getBlob(int column) throws SQLException {
        return to().getBlob(column);
    }

    @Override
    default boolean getBoolean(String label) throws SQLException {
        return to().getBoolean(label);
    }

    @Override
    default boolean getBoolean(int column) throws SQLException {
        return to().getBoolean(column);
    }

    @Override
    default byte getByte(String label) throws SQLException {
        return to().getByte(label);
    }

    @Override
    default byte getByte(int column) throws SQLException {
        return to().getByte(column);
    }

    @Override
    default byte[] getBytes(String label) throws SQLException {
        return to().getBytes(label);
    }

    @Override
    default byte[] getBytes(int column) throws SQLException {
        return to().getBytes(column);
    }

    @Override
    default Reader getCharacterStream(String label) throws SQLException {
        return to().getCharacterStream(label);
    }

    @Override
    default Reader getCharacterStream(int column) throws SQLException {
        return to().getCharacterStream(column);
    }

    @Override
    default Clob getClob(String label) throws SQLException {
        return to().getClob(label);
    }

    @Override
    default Clob getClob(int column) throws SQLException {
        return to().getClob(column);
    }

    @Override
    default Date getDate(String label, Calendar calendar) throws SQLException {
        return to().getDate(label, calendar);
    }

    @Override
    default Date getDate(String label) throws SQLException {
        return to().getDate(label);
    }

    @Override
    default Date getDate(int column, Calendar calendar) throws SQLException {
        return to().getDate(column, calendar);
    }

    @Override
    default Date getDate(int column) throws SQLException {
        return to().getDate(column);
    }

    @Override
    default double getDouble(String label) throws SQLException {
        return to().getDouble(label);
    }

    @Override
    default double getDouble(int column) throws SQLException {
        return to().getDouble(column);
    }

    @Override
    default float getFloat(String label) throws SQLException {
        return to().getFloat(label);
    }

    @Override
    default float getFloat(int column) throws SQLException {
        return to().getFloat(column);
    }

    @Override
    default int getInt(String label) throws SQLException {
        return to().getInt(label);
    }

    @Override
    default int getInt(int column) throws SQLException {
        return to().getInt(column);
    }

    @Override
    default long getLong(String label) throws SQLException {
        return to().getLong(label);
    }

    @Override
    default long getLong(int column) throws SQLException {
        return to().getLong(column);
    }

    @Override
    default Reader getNCharacterStream(String label) throws SQLException {
        return to().getNCharacterStream(label);
    }

    @Override
    default Reader getNCharacterStream(int column) throws SQLException {
        return to().getNCharacterStream(column);
    }

    @Override
    default NClob getNClob(String label) throws SQLException {
        return to().getNClob(label);
    }

    @Override
    default NClob getNClob(int column) throws SQLException {
        return to().getNClob(column);
    }

    @Override
    default String getNString(String label) throws SQLException {
        return to().getNString(label);
    }

    @Override
    default String getNString(int column) throws SQLException {
        return to().getNString(column);
    }

    @Override
    default <T> T getObject(String label, Class<T> type) throws SQLException {
        return to().getObject(label, type);
    }

    @Override
    default Object getObject(String label, Map<String, Class<?>> map) throws SQLException {
        return to().getObject(label, map);
    }

    @Override
    default Object getObject(String label) throws SQLException {
        return to().getObject(label);
    }

    @Override
    default <T> T getObject(int column, Class<T> type) throws SQLException {
        return to().getObject(column, type);
    }

    @Override
    default Object getObject(int column, Map<String, Class<?>> map) throws SQLException {
        return to().getObject(column, map);
    }

    @Override
    default Object getObject(int column) throws SQLException {
        return to().getObject(column);
    }

    @Override
    default Ref getRef(String label) throws SQLException {
        return to().getRef(label);
    }

    @Override
    default Ref getRef(int column) throws SQLException {
        return to().getRef(column);
    }

    @Override
    default RowId getRowId(String label) throws SQLException {
        return to().getRowId(label);
    }

    @Override
    default RowId getRowId(int column) throws SQLException {
        return to().getRowId(column);
    }

    @Override
    default SQLXML getSQLXML(String label) throws SQLException {
        return to().getSQLXML(label);
    }

    @Override
    default SQLXML getSQLXML(int column) throws SQLException {
        return to().getSQLXML(column);
    }

    @Override
    default short getShort(String label) throws SQLException {
        return to().getShort(label);
    }

    @Override
    default short getShort(int column) throws SQLException {
        return to().getShort(column);
    }

    @Override
    default String getString(String label) throws SQLException {
        return to().getString(label);
    }

    @Override
    default String getString(int column) throws SQLException {
        return to().getString(column);
    }

    @Override
    default Time getTime(String label, Calendar calendar) throws SQLException {
        return to().getTime(label, calendar);
    }

    @Override
    default Time getTime(String label) throws SQLException {
        return to().getTime(label);
    }

    @Override
    default Time getTime(int column, Calendar calendar) throws SQLException {
        return to().getTime(column, calendar);
    }

    @Override
    default Time getTime(int column) throws SQLException {
        return to().getTime(column);
    }

    @Override
    default Timestamp getTimestamp(String label, Calendar calendar) throws SQLException {
        return to().getTimestamp(label, calendar);
    }

    @Override
    default Timestamp getTimestamp(String label) throws SQLException {
        return to().getTimestamp(label);
    }

    @Override
    default Timestamp getTimestamp(int column, Calendar calendar) throws SQLException {
        return to().getTimestamp(column, calendar);
    }

    @Override
    default Timestamp getTimestamp(int column) throws SQLException {
        return to().getTimestamp(column);
    }

    @Override
    default URL getURL(String label) throws SQLException {
        return to().getURL(label);
    }

    @Override
    default URL getURL(int column) throws SQLException {
        return to().getURL(column);
    }

    @Override
    @Deprecated
    default InputStream getUnicodeStream(String label) throws SQLException {
        return to().getUnicodeStream(label);
    }

    @Override
    @Deprecated
    default InputStream getUnicodeStream(int column) throws SQLException {
        return to().getUnicodeStream(column);
    }
}
