package io.obs.spring.webflux;

import io.obs.Observability;
import io.obs.http.HttpServerHandler;
import io.obs.spring.ConditionalOnObs;
import io.obs.spring.ObsAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Observes the HTTP server of a WebFlux service. */
@AutoConfiguration(after = ObsAutoConfiguration.class)
@ConditionalOnObs
@ConditionalOnWebApplication(type = Type.REACTIVE)
@ConditionalOnClass({DispatcherHandler.class, HttpHandlerDecoratorFactory.class})
final class ObsWebFluxAutoConfiguration {

    @Bean
    HttpServerHandler obsHttpServerHandler(Observability obs, Environment environment) {
        HttpServerHandler http = HttpServerHandler.create(obs);
        http.under(basePath(environment));
        return http;
    }

    /** As Boot understands it: with a slash before it, none behind. */
    private static String basePath(Environment environment) {
        String path = environment.getProperty("spring.webflux.base-path", "").strip();
        String bare = StringUtils.trimTrailingCharacter(path, '/');
        return bare.isEmpty() || bare.startsWith("/") ? bare : "/" + bare;
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    HttpHandlerDecoratorFactory obsHttpHandler(HttpServerHandler http) {
        return next -> new ObservedHttpHandler(http, next);
    }

    @Bean
    ObservedWebFilter obsWebFilter() {
        return new ObservedWebFilter();
    }

    @Bean
    DeclaredRoutes obsReactiveRoutes(
            HttpServerHandler http, Environment environment, ObjectProvider<RequestMappingHandlerMapping> mappings) {
        return new DeclaredRoutes(http, basePath(environment), mappings);
    }
}
