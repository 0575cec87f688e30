package io.obs.spring.job;

import io.obs.Observability;
import io.obs.job.JobMethod;
import io.obs.jobs.JobsObservability;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodClassKey;
import org.springframework.util.ClassUtils;

/** Makes jobs of the calls that come through a proxy. Thread-safe. */
final class ObservedCalls implements MethodInterceptor {

    private static final boolean REACTOR =
            ClassUtils.isPresent("reactor.core.publisher.Mono", ObservedCalls.class.getClassLoader());

    private final ObjectProvider<Observability> obs;
    private final Map<MethodClassKey, Optional<JobMethod>> methods = new ConcurrentHashMap<>();
    private volatile boolean used;
    private volatile @Nullable JobsObservability jobs;

    ObservedCalls(ObjectProvider<Observability> obs) {
        this.obs = obs;
    }

    /** @throws IllegalArgumentException if what its mark says can't be */
    boolean isJob(Method method, Class<?> target) {
        boolean job = of(method, target).isPresent();
        used |= job;
        return job;
    }

    private Optional<JobMethod> of(Method method, Class<?> target) {
        return methods.computeIfAbsent(
                new MethodClassKey(method, target), key -> JobsObservability.marked(method, target));
    }

    /** All beans are there: a service with marked methods has its job series from now on, also before the first job. */
    void ready() {
        if (used) {
            jobs();
        }
    }

    private @Nullable JobsObservability jobs() {
        JobsObservability known = jobs;
        if (known == null) {
            try {
                known = JobsObservability.create(obs.getObject());
                jobs = known;
            } catch (BeansException notYet) { // called by what obs itself is made of
                return null;
            }
        }
        return known;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        Object target = invocation.getThis();
        JobsObservability known = jobs();
        if (target == null || known == null) {
            return invocation.proceed();
        }
        JobMethod method =
                of(invocation.getMethod(), AopUtils.getTargetClass(target)).orElse(null);
        if (method == null) {
            return invocation.proceed();
        }
        if (REACTOR && ReactiveJobs.isReactive(invocation.getMethod().getReturnType())) {
            return ReactiveJobs.observed(known, method, invocation.getArguments(), invocation.proceed());
        }
        return known.intercept(method, invocation.getArguments(), invocation::proceed);
    }
}
