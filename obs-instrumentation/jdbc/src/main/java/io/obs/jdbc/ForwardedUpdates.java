package io.obs.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;

/** What is written through an observed result. */
interface ForwardedUpdates extends ForwardedWrapper, ResultSet {

    @Override
    ResultSet to();

    @Override
    default void updateArray(String label, Array value) throws SQLException {
        to().updateArray(label, value);
    }

    @Override
    default void updateArray(int column, Array value) throws SQLException {
        to().updateArray(column, value);
    }

    @Override
    default void updateAsciiStream(String label, InputStream value, int length) throws SQLException {
        to().updateAsciiStream(label, value, length);
    }

    @Override
    default void updateAsciiStream(String label, InputStream value, long length) throws SQLException {
        to().updateAsciiStream(label, value, length);
    }

    @Override
    default void updateAsciiStream(String label, InputStream value) throws SQLException {
        to().updateAsciiStream(label, value);
    }

    @Override
    default void updateAsciiStream(int column, InputStream value, int length) throws SQLException {
        to().updateAsciiStream(column, value, length);
    }

    @Override
    default void updateAsciiStream(int column, InputStream value, long length) throws SQLException {
        to().updateAsciiStream(column, value, length);
    }

    @Override
    default void updateAsciiStream(int column, InputStream value) throws SQLException {
        to().updateAsciiStream(column, value);
    }

    @Override
    default void updateBigDecimal(String label, BigDecimal value) throws SQLException {
        to().updateBigDecimal(label, value);
    }

    @Override
    default void updateBigDecimal(int column, BigDecimal value) throws SQLException {
        to().updateBigDecimal(column, value);
    }

    @Override
    default void updateBinaryStream(String label, InputStream value, int length) throws SQLException {
        to().updateBinaryStream(label, value, length);
    }

    @Override
    default void updateBinaryStream(String label, InputStream value, long length) throws SQLException {
        to().updateBinaryStream(label, value, length);
    }

    @Override
    default void updateBinaryStream(String label, InputStream value) throws SQLException {
        to().updateBinaryStream(label, value);
    }

    @Override
    default void updateBinaryStream(int column, InputStream value, int length) throws SQLException {
        to().updateBinaryStream(column, value, length);
    }

    @Override
    default void updateBinaryStream(int column, InputStream value, long length) throws SQLException {
        to().updateBinaryStream(column, value, length);
    }

    @Override
    default void updateBinaryStream(int column, InputStream value) throws SQLException {
        to().updateBinaryStream(column, value);
    }

    @Override
    default void updateBlob(String label, InputStream value, long length) throws SQLException {
        to().updateBlob(label, value, length);
    }

    @Override
    default void updateBlob(String label, InputStream value) throws SQLException {
        to().updateBlob(label, value);
    }

    @Override
    default void updateBlob(String label, Blob value) throws SQLException {
        to().updateBlob(label, value);
    }

    @Override
    default void updateBlob(int column, InputStream value, long length) throws SQLException {
        to().updateBlob(column, value, length);
    }

    @Override
    default void updateBlob(int column, InputStream value) throws SQLException {
        to().updateBlob(column, value);
    }

    @Override
    default void updateBlob(int column, Blob value) throws SQLException {
        to().updateBlob(column, value);
    }

    @Override
    default void updateBoolean(String label, boolean value) throws SQLException {
        to().updateBoolean(label, value);
    }

    @Override
    default void updateBoolean(int column, boolean value) throws SQLException {
        to().updateBoolean(column, value);
    }

    @Override
    default void updateByte(String label, byte value) throws SQLException {
        to().updateByte(label, value);
    }

    @Override
    default void updateByte(int column, byte value) throws SQLException {
        to().updateByte(column, value);
    }

    @Override
    default void updateBytes(String label, byte[] value) throws SQLException {
        to().updateBytes(label, value);
    }

    @Override
    default void updateBytes(int column, byte[] value) throws SQLException {
        to().updateBytes(column, value);
    }

    @Override
    default void updateCharacterStream(String label, Reader value, int length) throws SQLException {
        to().updateCharacterStream(label, value, length);
    }

    @Override
    default void updateCharacterStream(String label, Reader value, long length) throws SQLException {
        to().updateCharacterStream(label, value, length);
    }

    @Override
    default void updateCharacterStream(String label, Reader value) throws SQLException {
        to().updateCharacterStream(label, value);
    }

    @Override
    default void updateCharacterStream(int column, Reader value, int length) throws SQLException {
        to().updateCharacterStream(column, value, length);
    }

    @Override
    default void updateCharacterStream(int column, Reader value, long length) throws SQLException {
        to().updateCharacterStream(column, value, length);
    }

    @Override
    default void updateCharacterStream(int column, Reader value) throws SQLException {
        to().updateCharacterStream(column, value);
    }

    @Override
    default void updateClob(String label, Reader value, long length) throws SQLException {
        to().updateClob(label, value, length);
    }

    @Override
    default void updateClob(String label, Reader value) throws SQLException {
        to().updateClob(label, value);
    }

    @Override
    default void updateClob(String label, Clob value) throws SQLException {
        to().updateClob(label, value);
    }

    @Override
    default void updateClob(int column, Reader value, long length) throws SQLException {
        to().updateClob(column, value, length);
    }

    @Override
    default void updateClob(int column, Reader value) throws SQLException {
        to().updateClob(column, value);
    }

    @Override
    default void updateClob(int column, Clob value) throws SQLException {
        to().updateClob(column, value);
    }

    @Override
    default void updateDate(String label, Date value) throws SQLException {
        to().updateDate(label, value);
    }

    @Override
    default void updateDate(int column, Date value) throws SQLException {
        to().updateDate(column, value);
    }

    @Override
    default void updateDouble(String label, double value) throws SQLException {
        to().updateDouble(label, value);
    }

    @Override
    default void updateDouble(int column, double value) throws SQLException {
        to().updateDouble(column, value);
    }

    @Override
    default void updateFloat(String label, float value) throws SQLException {
        to().updateFloat(label, value);
    }

    @Override
    default void updateFloat(int column, float value) throws SQLException {
        to().updateFloat(column, value);
    }

    @Override
    default void updateInt(String label, int length) throws SQLException {
        to().updateInt(label, length);
    }

    @Override
    default void updateInt(int column, int length) throws SQLException {
        to().updateInt(column, length);
    }

    @Override
    default void updateLong(String label, long value) throws SQLException {
        to().updateLong(label, value);
    }

    @Override
    default void updateLong(int column, long value) throws SQLException {
        to().updateLong(column, value);
    }

    @Override
    default void updateNCharacterStream(String label, Reader value, long length) throws SQLException {
        to().updateNCharacterStream(label, value, length);
    }

    @Override
    default void updateNCharacterStream(String label, Reader value) throws SQLException {
        to().updateNCharacterStream(label, value);
    }

    @Override
    default void updateNCharacterStream(int column, Reader value, long length) throws SQLException {
        to().updateNCharacterStream(column, value, length);
    }

    @Override
    default void updateNCharacterStream(int column, Reader value) throws SQLException {
        to().updateNCharacterStream(column, value);
    }

    @Override
    default void updateNClob(String label, Reader value, long length) throws SQLException {
        to().updateNClob(label, value, length);
    }

    @Override
    default void updateNClob(String label, Reader value) throws SQLException {
        to().updateNClob(label, value);
    }

    @Override
    default void updateNClob(String label, NClob value) throws SQLException {
        to().updateNClob(label, value);
    }

    @Override
    default void updateNClob(int column, Reader value, long length) throws SQLException {
        to().updateNClob(column, value, length);
    }

    @Override
    default void updateNClob(int column, Reader value) throws SQLException {
        to().updateNClob(column, value);
    }

    @Override
    default void updateNClob(int column, NClob value) throws SQLException {
        to().updateNClob(column, value);
    }

    @Override
    default void updateNString(String label, String value) throws SQLException {
        to().updateNString(label, value);
    }

    @Override
    default void updateNString(int column, String value) throws SQLException {
        to().updateNString(column, value);
    }

    @Override
    default void updateNull(String label) throws SQLException {
        to().updateNull(label);
    }

    @Override
    default void updateNull(int column) throws SQLException {
        to().updateNull(column);
    }

    @Override
    default void updateObject(String label, Object value, int scale) throws SQLException {
        to().updateObject(label, value, scale);
    }

    @Override
    default void updateObject(String label, Object value, SQLType type, int scale) throws SQLException {
        to().updateObject(label, value, type, scale);
    }

    @Override
    default void updateObject(String label, Object value, SQLType type) throws SQLException {
        to().updateObject(label, value, type);
    }

    @Override
    default void updateObject(String label, Object value) throws SQLException {
        to().updateObject(label, value);
    }

    @Override
    default void updateObject(int column, Object value, int scale) throws SQLException {
        to().updateObject(column, value, scale);
    }

    @Override
    default void updateObject(int column, Object value, SQLType type, int scale) throws SQLException {
        to().updateObject(column, value, type, scale);
    }

    @Override
    default void updateObject(int column, Object value, SQLType type) throws SQLException {
        to().updateObject(column, value, type);
    }

    @Override
    default void updateObject(int column, Object value) throws SQLException {
        to().updateObject(column, value);
    }

    @Override
    default void updateRef(String label, Ref value) throws SQLException {
        to().updateRef(label, value);
    }

    @Override
    default void updateRef(int column, Ref value) throws SQLException {
        to().updateRef(column, value);
    }

    @Override
    default void updateRow() throws SQLException {
        to().updateRow();
    }

    @Override
    default void updateRowId(String label, RowId value) throws SQLException {
        to().updateRowId(label, value);
    }

    @Override
    default void updateRowId(int column, RowId value) throws SQLException {
        to().updateRowId(column, value);
    }

    @Override
    default void updateSQLXML(String label, SQLXML value) throws SQLException {
        to().updateSQLXML(label, value);
    }

    @Override
    default void updateSQLXML(int column, SQLXML value) throws SQLException {
        to().updateSQLXML(column, value);
    }

    @Override
    default void updateShort(String label, short value) throws SQLException {
        to().updateShort(label, value);
    }

    @Override
    default void updateShort(int column, short value) throws SQLException {
        to().updateShort(column, value);
    }

    @Override
    default void updateString(String label, String value) throws SQLException {
        to().updateString(label, value);
    }

    @Override
    default void updateString(int column, String value) throws SQLException {
        to().updateString(column, value);
    }

    @Override
    default void updateTime(String label, Time value) throws SQLException {
        to().updateTime(label, value);
    }

    @Override
    default void updateTime(int column, Time value) throws SQLException {
        to().updateTime(column, value);
    }

    @Override
    default void updateTimestamp(String label, Timestamp value) throws SQLException {
        to().updateTimestamp(label, value);
    }

    @Override
    default void updateTimestamp(int column, Timestamp value) throws SQLException {
        to().updateTimestamp(column, value);
    }
}
