package io.obs.spring.job;

import java.lang.reflect.Modifier;
import java.util.List;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.Ordered;

/**
 * Puts a proxy before each bean with marked methods, or into the one that stands there already: outside of everything
 * that is around a method (transactions, caches), so that a commit that fails is a job that failed; inside of
 * {@code @Async}, so that a job is the work and not its hand-over.
 */
final class JobProxies extends AbstractBeanFactoryAwareAdvisingPostProcessor implements SmartInitializingSingleton {

    private static final long serialVersionUID = 1;

    private final transient ObservedCalls calls;
    private final transient ObservedMarks marks;

    /** @param marks is told of the proxies */
    JobProxies(ObservedCalls calls, ObservedMarks marks) {
        this.calls = calls;
        this.marks = marks;
        advisor = new DefaultPointcutAdvisor(new MarkedMethods(calls), calls);
        setBeforeExistingAdvisors(true);
        setOrder(Ordered.LOWEST_PRECEDENCE - 1); // the one of @Async comes later, and puts itself before
    }

    /** A class that nothing can extend gets no proxy: its marks are named at the start. */
    @Override
    protected boolean isEligible(Object bean, String name) {
        return !Modifier.isFinal(bean.getClass().getModifiers()) && super.isEligible(bean, name);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        Object proxy = super.postProcessAfterInitialization(bean, name);
        if (proxy instanceof Advised advised && List.of(advised.getAdvisors()).contains(advisor)) {
            marks.add(proxy);
        }
        return proxy;
    }

    @Override
    public void afterSingletonsInstantiated() {
        calls.ready();
    }
}
