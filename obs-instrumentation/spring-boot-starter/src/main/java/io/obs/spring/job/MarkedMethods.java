package io.obs.spring.job;

import io.obs.job.ObservedJob;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.springframework.aop.ClassFilter;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/** The methods whose calls are jobs, and which a proxy can stand before. */
final class MarkedMethods extends StaticMethodMatcherPointcut {

    private final ObservedCalls calls;

    MarkedMethods(ObservedCalls calls) {
        this.calls = calls;
        setClassFilter(new HasMarks());
    }

    @Override
    public boolean matches(Method method, Class<?> target) {
        int modifiers = method.getModifiers();
        return !Modifier.isPrivate(modifiers)
                && !Modifier.isStatic(modifiers)
                && !Modifier.isFinal(modifiers)
                && calls.isJob(method, ClassUtils.getUserClass(target));
    }

    /** Most classes have none at all, which is seen at a glance. */
    private record HasMarks() implements ClassFilter {

        @Override
        public boolean matches(Class<?> type) {
            if (!AnnotationUtils.isCandidateClass(type, ObservedJob.class)) {
                return false;
            }
            for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
                if (isMarked(at)) {
                    return true;
                }
            }
            return ClassUtils.getAllInterfacesForClassAsSet(type).stream().anyMatch(HasMarks::isMarked);
        }

        private static boolean isMarked(Class<?> type) {
            try {
                for (Method method : type.getDeclaredMethods()) {
                    if (method.isAnnotationPresent(ObservedJob.class)) {
                        return true;
                    }
                }
            } catch (LinkageError incomplete) {
                return false; // a class that it names is not there, so Spring can't look at it either
            }
            return false;
        }
    }
}
