package io.obs.jdbc;

import io.obs.db.SqlStatement;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import org.jspecify.annotations.Nullable;

/**
 * A call of a procedure: what it has in common with prepared statements goes to an observed one, the rest, some 120
 * methods for its parameters, to the driver. By a proxy, because calls are rare.
 */
final class CallableCalls implements InvocationHandler {

    private final CallableStatement call;
    private final ObservedPrepared observed;

    private CallableCalls(CallableStatement call, ObservedPrepared observed) {
        this.call = call;
        this.observed = observed;
    }

    static CallableStatement observed(ObservedConnection connection, CallableStatement call, SqlStatement what) {
        ObservedPrepared observed = new ObservedPrepared(connection, call, what);
        CallableStatement shown = (CallableStatement) Proxy.newProxyInstance(
                CallableCalls.class.getClassLoader(),
                new Class<?>[] {CallableStatement.class},
                new CallableCalls(call, observed));
        observed.self(shown);
        return shown;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(method.getDeclaringClass() == CallableStatement.class ? call : observed, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
