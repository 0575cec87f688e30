package io.obs.spring.jdbc;

import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.util.ReflectionUtils;

/** A data source of the same class as the bean it stands for, so that it can be injected by that; it asks the observed one. */
final class TypedDataSource implements MethodInterceptor {

    private final DataSource observed;
    private final AtomicBoolean told = new AtomicBoolean();

    private TypedDataSource(DataSource observed) {
        this.observed = observed;
    }

    /**
     * Its connections, and what is behind it, are the observed one's; all else is the bean's.
     *
     * @throws RuntimeException if nothing can take the place of the bean: its class is public and final
     */
    static Object of(DataSource bean, DataSource observed) {
        ProxyFactory factory = new ProxyFactory(bean);
        factory.setProxyTargetClass(Modifier.isPublic(bean.getClass().getModifiers())); // nobody injects by any other
        factory.addAdvice(new TypedDataSource(observed));
        return factory.getProxy(bean.getClass().getClassLoader());
    }

    @Override
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
        @Nullable Object[] arguments = call.getArguments();
        return switch (call.getMethod().getName()) {
            case "getConnection" -> {
                Connection connection = arguments.length == 0
                        ? observed.getConnection()
                        : observed.getConnection((String) arguments[0], (String) arguments[1]);
                tell(call);
                yield connection;
            }
            case "unwrap" -> observed.unwrap((Class<?>) arguments[0]);
            case "isWrapperFor" -> observed.isWrapperFor((Class<?>) arguments[0]);
            default -> call.proceed();
        };
    }

    /** Boot reads how full a pool is from a field of it, which is set by the first connection. */
    private void tell(MethodInvocation call) {
        Object bean = call.getThis();
        if (bean != null && call instanceof ProxyMethodInvocation at && told.compareAndSet(false, true)) {
            try {
                if (bean.getClass().isInstance(at.getProxy())) {
                    ReflectionUtils.shallowCopyFieldState(bean, at.getProxy());
                }
            } catch (RuntimeException closed) {
                // then whoever reads its fields finds none
            }
        }
    }
}
