package io.obs.spring.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.obs.Observability;
import io.obs.resilience.ResilienceObservability;
import io.obs.spring.ConditionalOnObs;
import io.obs.spring.ObsAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Watches the circuit breakers of each {@link CircuitBreakerRegistry} that is a bean, whoever made it. */
@AutoConfiguration(after = ObsAutoConfiguration.class)
@ConditionalOnObs
@ConditionalOnClass(CircuitBreakerRegistry.class)
final class ObsResilienceAutoConfiguration {

    @Bean
    SmartInitializingSingleton obsBreakers(Observability obs, ObjectProvider<CircuitBreakerRegistry> registries) {
        ResilienceObservability breakers = ResilienceObservability.create(obs);
        return () -> registries.forEach(breakers::watch); // obs ends it
    }
}
