package io.obs.spring.webflux;

import io.obs.Observability;
import io.obs.spring.BootApplication;
import io.obs.testkit.http.ContractApp;
import io.obs.testkit.http.ContractRoute;
import io.obs.testkit.http.HttpServerContract;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webflux.error.DefaultErrorAttributes;
import org.springframework.boot.webflux.error.ErrorAttributes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The HTTP server's contract on a Boot service with WebFlux and Netty. */
class WebFluxServerIT implements HttpServerContract {

    @Override
    public Running serve(ContractApp app, @Nullable Observability obs) {
        return BootApplication.observedBy(obs, WebApplicationType.REACTIVE, Map.of("app", app), Service.class);
    }

    @Override
    public boolean sendsAtOnce() {
        return false;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {

        @Bean
        Routes routes(ContractApp app, RequestMappingHandlerMapping mapping) throws NoSuchMethodException {
            for (ContractRoute route : app.routes()) {
                String method = route.statuses().contains(202) ? "accept" : "answer";
                mapping.registerMapping(
                        RequestMappingInfo.paths(route.template())
                                .methods(RequestMethod.valueOf(route.method()))
                                .build(),
                        new Handler(route),
                        Handler.class.getMethod(method, ServerWebExchange.class));
            }
            return new Routes();
        }

        /** Without what differs between two answers to the same request. */
        @Bean
        ErrorAttributes errors() {
            return new DefaultErrorAttributes() {
                @Override
                public Map<String, Object> getErrorAttributes(ServerRequest request, ErrorAttributeOptions options) {
                    Map<String, Object> attributes = super.getErrorAttributes(request, options);
                    attributes.remove("timestamp");
                    attributes.remove("requestId");
                    return attributes;
                }
            };
        }
    }

    /** Tells that they are registered. */
    record Routes() {}

    /** What a route of the contract's application is in WebFlux. */
    public record Handler(ContractRoute route) {

        public Mono<Void> answer(ServerWebExchange exchange) {
            return new ReactiveCall(exchange).answered(route);
        }

        @ResponseStatus(HttpStatus.ACCEPTED)
        public Mono<Void> accept(ServerWebExchange exchange) {
            return answer(exchange);
        }
    }
}
