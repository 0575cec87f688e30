package io.obs.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import org.jspecify.annotations.Nullable;

/** A connection's meta data, which lead back to the observed connection. By a proxy, because they are asked rarely. */
final class MetaDataCalls implements InvocationHandler {

    private final Connection connection;
    private final DatabaseMetaData about;

    private MetaDataCalls(Connection connection, DatabaseMetaData about) {
        this.connection = connection;
        this.about = about;
    }

    static DatabaseMetaData of(Connection connection, DatabaseMetaData about) {
        return (DatabaseMetaData) Proxy.newProxyInstance(
                MetaDataCalls.class.getClassLoader(),
                new Class<?>[] {DatabaseMetaData.class},
                new MetaDataCalls(connection, about));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("getConnection")) {
            return connection;
        }
        try {
            return method.invoke(about, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
