package io.obs.spring.bean;

import io.obs.Observability;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;

/**
 * Observes each bean of a type, once it is initialised and before anybody gets it. A bean that can't be observed, or that
 * obs itself is made of, stays as it is, and a line says so.
 */
public abstract class ObservedBeans<T> implements BeanPostProcessor, SmartInitializingSingleton, Ordered {

    private final Class<T> type;
    private final ObjectProvider<Observability> obs;
    private final Unobserved unobserved;

    protected ObservedBeans(Class<T> type, ObjectProvider<Observability> obs) {
        this.type = type;
        this.obs = obs;
        unobserved = new Unobserved(obs);
    }

    /** @return the bean, or what takes its place */
    protected abstract Object observe(Observability obs, T bean, String name) throws Exception;

    /** What others put around a bean comes before, so that it is not observed twice. */
    @Override
    public final int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public final Object postProcessAfterInitialization(Object bean, String name) {
        if (!type.isInstance(bean) || ScopedProxyUtils.isScopedTarget(name)) { // the proxy before that is observed
            return bean;
        }
        Observability known;
        try {
            known = obs.getObject();
        } catch (BeanCurrentlyInCreationException circle) {
            unobserved.add(name, "obs itself needs it to start", null);
            return bean;
        }
        try {
            return observe(known, type.cast(bean), name);
        } catch (Exception | LinkageError e) {
            unobserved.add(name, e.toString(), e);
            return bean;
        }
    }

    @Override
    public final void afterSingletonsInstantiated() {
        unobserved.ready();
    }
}
