package io.obs.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.obs.Observability;
import io.obs.spi.MarkObserver;
import io.opentelemetry.api.OpenTelemetry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Starts obs in a Spring Boot service, unless {@code obs.enabled} is {@code false}: one {@link Observability} bean, made of
 * Spring's environment, of the service's MeterRegistry and OpenTelemetry where there are any, and of its
 * {@link ObservabilityCustomizer}s.
 *
 * <p>An {@code Observability} bean of the service's own takes its place, and so does an obs that the service has
 * initialised before. What is started here is closed when all other beans are, and is what
 * {@link Observability#current()} gives; of several contexts in one process each has its own, and the first gives that.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration",
            "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration"
        })
@ConditionalOnObs
public final class ObsAutoConfiguration {

    /** Made by Spring. */
    public ObsAutoConfiguration() {}

    /** The first to be registered for destruction is the last to be destroyed. */
    @Bean
    static BeanFactoryPostProcessor obsClosesLast() {
        return factory -> {
            if (factory instanceof DefaultSingletonBeanRegistry beans) {
                ContextObs obs = new ContextObs();
                factory.registerSingleton(ContextObs.BEAN, obs);
                beans.registerDisposableBean(ContextObs.BEAN, obs::close);
            }
        };
    }

    /** The start line names the marked methods that nobody observes: it waits for the proxies. */
    @Bean
    static SmartInitializingSingleton obsStartLine(ConfigurableApplicationContext context) {
        return () -> context.getBean(ContextObs.BEAN, ContextObs.class)
                .ready((type, method, descriptor) -> context.getBeanProvider(MarkObserver.class).stream()
                        .anyMatch(observer -> observer.observes(type, method, descriptor)));
    }

    @Bean(destroyMethod = "")
    @ConditionalOnMissingBean
    Observability observability(
            ConfigurableApplicationContext context, ObjectProvider<ObservabilityCustomizer> customizers) {
        return context.getBean(ContextObs.BEAN, ContextObs.class).start(context, customizers);
    }

    /** Where a service registers meters of its own, if Boot has made no registry. */
    @Bean(name = ServiceBeans.OWN_REGISTRY, destroyMethod = "")
    @ConditionalOnMissingBean
    MeterRegistry obsMeterRegistry(Observability obs) {
        return obs.find(MeterRegistry.class).orElseThrow();
    }

    /** What a service makes spans of its own with, if Boot has made none. */
    @Bean(name = ServiceBeans.OWN_OPEN_TELEMETRY, destroyMethod = "")
    @ConditionalOnMissingBean
    OpenTelemetry obsOpenTelemetry(Observability obs) {
        return obs.openTelemetry();
    }
}
