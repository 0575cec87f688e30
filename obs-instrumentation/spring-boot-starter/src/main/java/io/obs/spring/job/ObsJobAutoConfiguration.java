package io.obs.spring.job;

import io.obs.Observability;
import io.obs.job.ObservedJob;
import io.obs.spring.ConditionalOnObs;
import io.obs.spring.ObsAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Lets calls of beans' methods that are marked with {@link ObservedJob} be jobs, where they were not woven. */
@AutoConfiguration(after = ObsAutoConfiguration.class)
@ConditionalOnObs
final class ObsJobAutoConfiguration {

    @Bean
    static ObservedMarks obsObservedMarks(ConfigurableListableBeanFactory beans) {
        return new ObservedMarks(beans);
    }

    @Bean
    static JobProxies obsJobProxies(ObjectProvider<Observability> obs, ObservedMarks marks, Environment environment) {
        JobProxies proxies = new JobProxies(new ObservedCalls(obs), marks);
        proxies.setProxyTargetClass(environment.getProperty("spring.aop.proxy-target-class", Boolean.class, true));
        return proxies;
    }
}
