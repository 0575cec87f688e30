package io.obs.spring.task;

import io.obs.Observability;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** The last to configure what Spring schedules, so that it finds the scheduler that counts. */
final class ObservedScheduling implements SchedulingConfigurer, Ordered {

    private final ScheduledTasks tasks;

    ObservedScheduling(Supplier<Observability> obs, @Nullable ClassLoader loader) {
        tasks = new ScheduledTasks(obs, new TaskMarks(loader));
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar registrar) {
        TaskScheduler scheduler = registrar.getScheduler();
        if (scheduler != null) {
            registrar.setTaskScheduler(new ObservedScheduler(scheduler, tasks));
        }
    }
}
