package io.obs.jobs;

import io.obs.job.ObservedJob;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Finds the mark of a method: where the interface declares it, where it overrides it, or where it is implemented. */
final class JobMarks {

    private JobMarks() {}

    static @Nullable ObservedJob of(Method method, Class<?> type, Class<?> implementation) {
        ObservedJob own = method.getAnnotation(ObservedJob.class);
        if (own != null) {
            return own;
        }
        ObservedJob inherited = ofSuperInterfaces(method, type);
        return inherited != null ? inherited : ofImplementation(method, implementation);
    }

    private static @Nullable ObservedJob ofSuperInterfaces(Method method, Class<?> type) {
        for (Class<?> above : type.getInterfaces()) {
            for (Method candidate : above.getMethods()) {
                ObservedJob mark = candidate.getAnnotation(ObservedJob.class);
                if (mark != null && overrides(method, candidate)) {
                    return mark;
                }
            }
        }
        return null;
    }

    private static @Nullable ObservedJob ofImplementation(Method method, Class<?> implementation) {
        for (Class<?> at = implementation; at != null && at != Object.class; at = at.getSuperclass()) {
            for (Method candidate : at.getDeclaredMethods()) {
                ObservedJob mark = candidate.getAnnotation(ObservedJob.class);
                if (mark != null && overrides(candidate, method)) {
                    return mark;
                }
            }
        }
        return null;
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
