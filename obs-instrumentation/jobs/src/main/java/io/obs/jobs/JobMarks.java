package io.obs.jobs;

import io.obs.job.JobRules;
import io.obs.job.ObservedJob;
import io.obs.job.Woven;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds the marked method: where the interface declares it, where it overrides it, or where it is implemented. */
final class JobMarks {

    private JobMarks() {}

    static @Nullable Method of(Method method, Class<?> type, Class<?> implementation) {
        if (isMarked(method)) {
            return method;
        }
        Method inherited = ofSuperInterfaces(method, type);
        return inherited != null ? inherited : ofImplementation(method, implementation);
    }

    private static @Nullable Method ofSuperInterfaces(Method method, Class<?> type) {
        for (Class<?> above : type.getInterfaces()) {
            for (Method candidate : above.getMethods()) {
                if (isMarked(candidate) && overrides(method, candidate)) {
                    return candidate;
                }
            }
        }
        return null;
    }

    private static @Nullable Method ofImplementation(Method method, Class<?> implementation) {
        for (Class<?> at = implementation; at != null && at != Object.class; at = at.getSuperclass()) {
            for (Method candidate : at.getDeclaredMethods()) {
                if (isMarked(candidate) && overrides(candidate, method)) {
                    return candidate;
                }
            }
        }
        return null;
    }

    /** True where the implementation's own method was woven: then it observes itself. */
    static boolean isWoven(Method method, Class<?> implementation) {
        Method own = ofImplementation(method, implementation);
        return own != null ? isWoven(own) : isWoven(method) && isInherited(method, implementation);
    }

    private static boolean isWoven(Method own) {
        return isMarked(own)
                && !Modifier.isAbstract(own.getModifiers())
                && own.getDeclaringClass().isAnnotationPresent(Woven.class)
                && !isPublisher(own.getReturnType()); // which the goal leaves as they are
    }

    private static boolean isPublisher(@Nullable Class<?> type) {
        return type != null
                && (JobRules.isPublisher(type.getName())
                        || isPublisher(type.getSuperclass())
                        || Arrays.stream(type.getInterfaces()).anyMatch(JobMarks::isPublisher));
    }

    private static boolean isInherited(Method method, Class<?> implementation) {
        try {
            return implementation
                    .getMethod(method.getName(), method.getParameterTypes())
                    .equals(method);
        } catch (NoSuchMethodException hidden) {
            return false;
        }
    }

    /** A compiler copies marks to the bridges it makes. */
    private static boolean isMarked(Method method) {
        return !method.isBridge() && method.isAnnotationPresent(ObservedJob.class);
    }

    /** Same name, and parameters that are the overridden one's or, where those are type variables, more special. */
    private static boolean overrides(Method method, Method overridden) {
        if (!method.getName().equals(overridden.getName())
                || method.getParameterCount() != overridden.getParameterCount()) {
            return false;
        }
        Class<?>[] special = method.getParameterTypes();
        Class<?>[] general = overridden.getParameterTypes();
        for (int i = 0; i < special.length; i++) {
            boolean variable = !(overridden.getGenericParameterTypes()[i] instanceof Class<?>);
            if (special[i] != general[i] && !(variable && general[i].isAssignableFrom(special[i]))) {
                return false;
            }
        }
        return true;
    }
}
