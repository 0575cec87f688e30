package io.obs.jdbc;

import java.sql.SQLException;
import java.sql.Wrapper;

/** An object of JDBC in front of another one, behind which everything can still be found. */
interface ForwardedWrapper extends Wrapper {

    /** The driver's or the pool's. */
    Wrapper to();

    @Override
    default <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        return type.isInstance(to()) ? type.cast(to()) : to().unwrap(type);
    }

    @Override
    default boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || type.isInstance(to()) || to().isWrapperFor(type);
    }
}
