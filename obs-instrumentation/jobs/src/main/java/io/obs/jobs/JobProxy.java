package io.obs.jobs;

import io.obs.job.JobMethod;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls an implementation; calls of its marked methods are jobs. */
final class JobProxy implements InvocationHandler {

    private final JobsObservability jobs;
    private final Object implementation;
    private final Map<Method, JobMethod> marked;

    /** Each method to itself, made accessible: the equal ones that a proxy hands over are not. */
    private final Map<Method, Method> accessible;

    private JobProxy(
            JobsObservability jobs,
            Object implementation,
            Map<Method, JobMethod> marked,
            Map<Method, Method> accessible) {
        this.jobs = jobs;
        this.implementation = implementation;
        this.marked = marked;
        this.accessible = accessible;
    }

    static <T> T create(JobsObservability jobs, Class<T> type, T implementation) {
        if (!type.isInterface()) {
            throw new IllegalArgumentException(
                    type.getName() + " is no interface; a proxy needs one, of which the observed methods are part");
        }
        Map<Method, JobMethod> marked = new HashMap<>();
        boolean woven = false;
        Map<Method, Method> accessible = new HashMap<>();
        for (Method method : type.getMethods()) {
            if (JobMarks.isWoven(method, implementation.getClass())) {
                woven = true;
            } else {
                Method mark = JobMarks.of(method, type, implementation.getClass());
                if (mark != null) {
                    marked.put(method, JobMethod.of(mark));
                }
            }
            accessible(method, type);
            accessible.put(method, method);
        }
        if (marked.isEmpty() && !woven) {
            throw new IllegalArgumentException(
                    "no method of " + type.getName() + " is marked with @ObservedJob, neither there" + " nor in "
                            + implementation.getClass().getName());
        }
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, new JobProxy(jobs, implementation, marked, accessible)));
    }

    private static void accessible(Method method, Class<?> type) {
        boolean open = Modifier.isPublic(method.getDeclaringClass().getModifiers())
                && method.getDeclaringClass()
                        .getModule()
                        .isExported(method.getDeclaringClass().getPackageName());
        if (!open && !method.trySetAccessible()) {
            throw new IllegalArgumentException(type.getName() + " is not public and its module "
                    + type.getModule().getName() + " does not open its package to io.obs.jobs");
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(method, arguments);
        }
        JobMethod mark = marked.get(method);
        return mark == null ? pass(method, arguments) : jobs.intercept(mark, arguments, () -> pass(method, arguments));
    }

    private @Nullable Object ofObject(Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> implementation.equals(behind(arguments == null ? null : arguments[0]));
            case "hashCode" -> implementation.hashCode();
            default -> implementation.toString();
        };
    }

    /** So that two proxies of the same implementation are equal. */
    private static @Nullable Object behind(@Nullable Object other) {
        if (other != null
                && Proxy.isProxyClass(other.getClass())
                && Proxy.getInvocationHandler(other) instanceof JobProxy proxy) {
            return proxy.implementation;
        }
        return other;
    }

    private @Nullable Object pass(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return accessible.getOrDefault(method, method).invoke(implementation, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
