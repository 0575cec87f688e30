package io.obs.spring.rabbit;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.obs.Observability;
import io.obs.rabbitmq.RabbitObservability;
import io.obs.spring.bean.ObservedBeans;
import java.lang.reflect.Field;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.rabbit.connection.AbstractConnectionFactory;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.ReflectionUtils;

/**
 * Lets Spring's connection factories make observed connections: the client's factory that each of them asks is replaced by
 * a proxy of it. Spring keeps that in a field and has no other way in between.
 */
final class ConnectionFactories extends ObservedBeans<AbstractConnectionFactory> {

    private final ObjectProvider<RabbitObservability> rabbit;
    private volatile @Nullable RabbitObservability used;

    ConnectionFactories(ObjectProvider<Observability> obs, ObjectProvider<RabbitObservability> rabbit) {
        super(AbstractConnectionFactory.class, obs);
        this.rabbit = rabbit;
    }

    /** What observes them; null where there is none. */
    @Nullable
    RabbitObservability used() {
        return used;
    }

    @Override
    protected Object observe(Observability obs, AbstractConnectionFactory factory, String name) {
        RabbitObservability known = rabbit.getObject().handingOn(ListenerAdvice::hasIts);
        used = known;
        observe(known, factory);
        return factory;
    }

    private static void observe(RabbitObservability rabbit, AbstractConnectionFactory factory) {
        Field field = ReflectionUtils.findField(
                AbstractConnectionFactory.class, "rabbitConnectionFactory", ConnectionFactory.class);
        if (field == null) {
            throw new IllegalStateException("Spring keeps the client's connection factory elsewhere");
        }
        ReflectionUtils.makeAccessible(field);
        ReflectionUtils.setField(field, factory, observed(rabbit, factory.getRabbitConnectionFactory()));
        if (factory.getPublisherConnectionFactory() instanceof AbstractConnectionFactory publishers) {
            observe(rabbit, publishers);
        }
    }

    private static Object observed(RabbitObservability rabbit, ConnectionFactory client) {
        ProxyFactory proxy = new ProxyFactory(client);
        proxy.setProxyTargetClass(true);
        proxy.addAdvice((MethodInterceptor) call -> {
            Object result = call.proceed();
            return result instanceof Connection connection ? rabbit.wrap(connection) : result;
        });
        return proxy.getProxy(ConnectionFactories.class.getClassLoader());
    }
}
