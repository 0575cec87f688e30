package io.obs.spring.task;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.SchedulingAwareRunnable;

/** Stands for a task of Spring's, which tells its scheduler what that one does. */
abstract class DelegatedTask implements SchedulingAwareRunnable {

    private final Runnable task;

    DelegatedTask(Runnable task) {
        this.task = task;
    }

    final Runnable task() {
        return task;
    }

    @Override
    public final boolean isLongLived() {
        return task instanceof SchedulingAwareRunnable aware && aware.isLongLived();
    }

    @Override
    public final @Nullable String getQualifier() {
        return task instanceof SchedulingAwareRunnable aware ? aware.getQualifier() : null;
    }

    @Override
    public final String toString() {
        return task.toString();
    }
}
