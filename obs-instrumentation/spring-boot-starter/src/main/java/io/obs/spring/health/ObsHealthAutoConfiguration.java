package io.obs.spring.health;

import io.obs.Observability;
import io.obs.spring.ConditionalOnObs;
import io.obs.spring.ObsAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.context.annotation.Bean;

/** Shows obs's checks in the actuator's health, and the service's health indicators in obs's. */
@AutoConfiguration(
        after = ObsAutoConfiguration.class,
        afterName = "org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration")
@ConditionalOnObs
@ConditionalOnClass(HealthContributorRegistry.class)
@ConditionalOnBean(HealthContributorRegistry.class)
final class ObsHealthAutoConfiguration {

    /** Boot names it {@code obs}, after the bean. */
    @Bean
    @ConditionalOnEnabledHealthIndicator("obs")
    HealthContributor obsHealthContributor(Observability obs) {
        return new ObsHealth(obs.health());
    }

    @Bean
    BootHealth obsBootHealth(
            Observability obs,
            HealthContributorRegistry blocking,
            ObjectProvider<ReactiveHealthContributorRegistry> reactive) {
        return new BootHealth(obs.health(), blocking, reactive);
    }
}
