package io.obs.spring.task;

import io.obs.Observability;
import io.obs.spring.bean.Unobserved;
import io.opentelemetry.context.Context;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.util.ReflectionUtils;

/**
 * Lets tasks that are handed to Spring's executors run in the context of who handed them over: {@code @Async} methods too.
 * A decorator of the service's own is kept, and called inside. Schedulers are left alone: a task that is repeated belongs
 * to nobody's request.
 */
final class ContextExecutors implements BeanPostProcessor, SmartInitializingSingleton {

    private final Unobserved unobserved;

    ContextExecutors(ObjectProvider<Observability> obs) {
        unobserved = new Unobserved(obs);
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof TaskScheduler) {
            return bean;
        }
        if (bean instanceof ThreadPoolTaskExecutor executor) {
            decorate(ThreadPoolTaskExecutor.class, bean, name, executor::setTaskDecorator);
        } else if (bean instanceof SimpleAsyncTaskExecutor executor) {
            decorate(SimpleAsyncTaskExecutor.class, bean, name, executor::setTaskDecorator);
        }
        return bean;
    }

    @Override
    public void afterSingletonsInstantiated() {
        unobserved.ready();
    }

    private interface Setter {
        void set(TaskDecorator decorator);
    }

    private void decorate(Class<?> executor, Object bean, String name, Setter setter) {
        try {
            TaskDecorator own = own(executor, bean);
            if (!(own instanceof InContext)) {
                setter.set(new InContext(own));
            }
        } catch (RuntimeException | LinkageError e) {
            unobserved.add(name, "its own decorator can't be read, so its tasks lose their context", e);
        }
    }

    /** Spring tells nobody which decorator an executor has. */
    private static @Nullable TaskDecorator own(Class<?> executor, Object bean) {
        Field field = ReflectionUtils.findField(executor, "taskDecorator", TaskDecorator.class);
        if (field == null) {
            throw new IllegalStateException("its decorator can't be asked for");
        }
        ReflectionUtils.makeAccessible(field);
        return (TaskDecorator) ReflectionUtils.getField(field, bean);
    }

    /** The decorated task too runs in the context, so that what the other decorator logs has the ids. */
    private record InContext(@Nullable TaskDecorator own) implements TaskDecorator {

        @Override
        public Runnable decorate(Runnable task) {
            Runnable decorated = own == null ? task : own.decorate(task);
            Context context = Context.current();
            return context == Context.root() ? decorated : context.wrap(decorated);
        }
    }
}
