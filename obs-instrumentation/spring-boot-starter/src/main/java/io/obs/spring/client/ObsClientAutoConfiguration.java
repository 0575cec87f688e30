package io.obs.spring.client;

import io.obs.Observability;
import io.obs.http.HttpClientHandler;
import io.obs.spring.ConditionalOnObs;
import io.obs.spring.ObsAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Observes the calls of clients that are built with Boot's builders: {@code RestClient.Builder},
 * {@code RestTemplateBuilder}, {@code WebClient.Builder}.
 */
@AutoConfiguration(after = ObsAutoConfiguration.class)
@ConditionalOnObs
final class ObsClientAutoConfiguration {

    /** The last to be asked is the nearest to the network: it sees what other interceptors have made of the request. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({RestClient.class, RestClientCustomizer.class})
    static class Blocking {

        @Bean
        @Order(Ordered.LOWEST_PRECEDENCE)
        RestClientCustomizer obsRestClient(Observability obs) {
            ObservedCalls calls = new ObservedCalls(HttpClientHandler.create(obs));
            return builder -> builder.requestInterceptor(calls);
        }

        @Bean
        @Order(Ordered.LOWEST_PRECEDENCE)
        RestTemplateCustomizer obsRestTemplate(Observability obs) {
            ObservedCalls calls = new ObservedCalls(HttpClientHandler.create(obs));
            return template -> template.getInterceptors().add(calls);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({WebClient.class, WebClientCustomizer.class})
    static class Reactive {

        @Bean
        @Order(Ordered.LOWEST_PRECEDENCE)
        WebClientCustomizer obsWebClient(Observability obs) {
            ObservedExchanges exchanges = new ObservedExchanges(HttpClientHandler.create(obs));
            return builder -> builder.filter(exchanges).defaultRequest(ObservedExchanges::note);
        }
    }
}
