package io.obs.spring.observation;

import io.micrometer.tracing.handler.TracingObservationHandler;
import io.obs.spring.ConditionalOnObs;
import io.obs.spring.ObsAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.client.observation.ClientRequestObservationContext;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/**
 * Where Boot traces by Micrometer, its observations of requests and calls make no spans: obs makes those. All other
 * observations are traced by Boot as ever, within obs's spans.
 */
@AutoConfiguration(after = ObsAutoConfiguration.class)
@ConditionalOnObs
@ConditionalOnClass(TracingObservationHandler.class)
final class ObsObservationAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({ServerRequestObservationContext.class, ClientRequestObservationContext.class})
    static class Web {

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        SpansOfObs obsSpansOfRequests() {
            return new SpansOfObs(context -> context instanceof ServerRequestObservationContext
                    || context
                            instanceof
                            org.springframework.http.server.reactive.observation.ServerRequestObservationContext
                    || context instanceof ClientRequestObservationContext);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(org.springframework.web.reactive.function.client.ClientRequestObservationContext.class)
    static class WebFlux {

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        SpansOfObs obsSpansOfReactiveCalls() {
            return new SpansOfObs(context -> context
                    instanceof org.springframework.web.reactive.function.client.ClientRequestObservationContext);
        }
    }
}
