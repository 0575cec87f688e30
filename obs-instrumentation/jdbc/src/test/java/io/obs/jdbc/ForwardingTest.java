package io.obs.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every method of JDBC, also those that a newer Java has, reaches the driver with its arguments; what it throws comes back. */
class ForwardingTest {

    /** Those that are answered by what is observed. */
    private static final Set<String> OWN = Set.of("getConnection", "getStatement", "unwrap", "isWrapperFor");

    private final Observability obs = Observability.builder()
            .withoutDiscovery()
            .set("obs.admin.enabled", "false")
            .build();
    private final List<String> heard = new ArrayList<>();
    private final RuntimeException thrownByTheDriver = new IllegalStateException("broken");
    private boolean broken;

    @AfterEach
    void close() {
        obs.close();
    }

    private static String said(Method method, Object[] arguments) {
        return method.getName() + Arrays.toString(method.getParameterTypes()) + Arrays.toString(arguments);
    }

    /** A driver's object that notes what it is asked. */
    private <T> T driver(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return switch (method.getName()) {
                            case "equals" -> proxy == arguments[0];
                            case "hashCode" -> 7;
                            default -> "driver's";
                        };
                    }
                    heard.add(said(method, arguments));
                    if (broken) {
                        throw thrownByTheDriver;
                    }
                    return answer(method.getReturnType());
                }));
    }

    private Object answer(Class<?> type) {
        if (type.isInterface() && type.getPackageName().equals("java.sql")) {
            return driver(type);
        }
        return value(type);
    }

    private static Object value(Class<?> type) {
        if (type == void.class || !type.isPrimitive()) {
            return type == String.class ? "text" : null;
        }
        return type == boolean.class ? (Object) true : Array.get(Array.newInstance(type, 1), 0);
    }

    private Object observed(Class<?> type) throws SQLException {
        Connection connection =
                JdbcObservability.create(obs).wrap(driver(DataSource.class)).getConnection();
        if (type == Connection.class) {
            return connection;
        } else if (type == Statement.class) {
            return connection.createStatement();
        } else if (type == PreparedStatement.class) {
            return connection.prepareStatement("SELECT 1");
        } else if (type == CallableStatement.class) {
            return connection.prepareCall("{call x()}");
        } else if (type == DatabaseMetaData.class) {
            return connection.getMetaData();
        }
        return connection.createStatement().executeQuery("SELECT 1");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Connection.class,
                Statement.class,
                PreparedStatement.class,
                CallableStatement.class,
                ResultSet.class,
                DatabaseMetaData.class
            })
    void method_reachesTheDriver(Class<?> type) throws Exception {
        for (Method method : type.getMethods()) {
            if (Modifier.isStatic(method.getModifiers()) || OWN.contains(method.getName())) {
                continue;
            }
            Object observed = observed(type);
            if (method.getName().contains("Batch") && type != DatabaseMetaData.class) {
                ((Statement) observed).addBatch("SELECT 1");
            }
            Object[] arguments = Arrays.stream(method.getParameterTypes())
                    .map(ForwardingTest::value)
                    .toArray();
            String said = said(method, arguments.length == 0 ? null : arguments);
            heard.clear();
            method.invoke(observed, arguments);
            assertThat(heard).as(method.toString()).contains(said);
            broken = true;
            Throwable thrown = null;
            try {
                method.invoke(observed, arguments);
            } catch (InvocationTargetException e) {
                thrown = e.getCause();
            } finally {
                broken = false;
            }
            assertThat(thrown).as(method.toString()).isSameAs(thrownByTheDriver);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Connection.class, Statement.class, PreparedStatement.class, ResultSet.class})
    void driversObject_isFound(Class<? extends Wrapper> type) throws Exception {
        Wrapper observed = (Wrapper) observed(type);
        assertThat(observed.unwrap(type)).isSameAs(observed);
        assertThat(observed.isWrapperFor(type)).isTrue();
        heard.clear();
        observed.unwrap(Runnable.class);
        observed.isWrapperFor(Runnable.class);
        assertThat(heard).hasSize(2).allMatch(said -> said.contains("interface java.lang.Runnable"));
        assertThat(observed).hasToString("driver's").isEqualTo(observed).isNotEqualTo("x");
    }
}
