package io.obs.spring.task;

import io.obs.Observability;
import io.obs.spring.ConditionalOnObs;
import io.obs.spring.ObsAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/**
 * Observes what Spring schedules, {@code @Scheduled} methods and what a {@link SchedulingConfigurer} adds, and lets the
 * context follow into Spring's executors.
 */
@AutoConfiguration(after = ObsAutoConfiguration.class)
@ConditionalOnObs
final class ObsTaskAutoConfiguration {

    @Bean
    static ContextExecutors obsContextExecutors(ObjectProvider<Observability> obs) {
        return new ContextExecutors(obs);
    }

    @Bean
    @ConditionalOnBean(ScheduledAnnotationBeanPostProcessor.class)
    SchedulingConfigurer obsScheduling(ObjectProvider<Observability> obs, ConfigurableApplicationContext context) {
        return new ObservedScheduling(obs::getObject, context.getBeanFactory().getBeanClassLoader());
    }
}
