package io.obs.spring.task;

import io.obs.job.JobMethod;
import io.obs.job.ObservedJob;
import io.obs.job.Woven;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** Finds whether a scheduled method is marked with {@link ObservedJob}: then that says what a run is, and it is one job. */
final class TaskMarks {

    private final @Nullable ClassLoader loader;

    TaskMarks(@Nullable ClassLoader loader) {
        this.loader = loader;
    }

    /**
     * What a run of the task is; null where no mark says anything.
     *
     * @throws IllegalArgumentException if what the mark says can't be
     */
    @Nullable
    RunKind kindOf(TaskName task) {
        Method method = method(task);
        if (method == null || !method.isAnnotationPresent(ObservedJob.class)) {
            return null;
        }
        JobMethod mark = JobMethod.of(method);
        return observesItself(method) ? new RunKind.Observed(mark.name()) : new RunKind.Marked(mark);
    }

    private @Nullable Method method(TaskName task) {
        if (task.type().isEmpty()) {
            return null;
        }
        try {
            return Class.forName(task.type(), false, loader).getDeclaredMethod(task.method());
        } catch (ClassNotFoundException | NoSuchMethodException | LinkageError other) {
            return null; // a text that only looks like a method's
        }
    }

    /** It was woven, or the bean stands behind a proxy that can be before the method. */
    private static boolean observesItself(Method method) {
        Class<?> type = method.getDeclaringClass();
        int unreachable = Modifier.PRIVATE | Modifier.STATIC | Modifier.FINAL;
        return type.isAnnotationPresent(Woven.class)
                || ((method.getModifiers() & unreachable) == 0 && !Modifier.isFinal(type.getModifiers()));
    }
}
