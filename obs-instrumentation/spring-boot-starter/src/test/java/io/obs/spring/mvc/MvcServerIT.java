package io.obs.spring.mvc;

import io.obs.Observability;
import io.obs.spring.BootApplication;
import io.obs.testkit.http.ContractApp;
import io.obs.testkit.http.ContractRoute;
import io.obs.testkit.http.HttpServerContract;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webmvc.error.DefaultErrorAttributes;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The HTTP server's contract on a Boot service with Spring MVC and Tomcat. */
class MvcServerIT implements HttpServerContract {

    @Override
    public Running serve(ContractApp app, @Nullable Observability obs) {
        return BootApplication.observedBy(obs, WebApplicationType.SERVLET, Map.of("app", app), Service.class);
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
                        Handler.class.getMethod(method, HttpServletRequest.class, HttpServletResponse.class));
            }
            return new Routes();
        }

        /** Without what differs between two answers to the same request. */
        @Bean
        ErrorAttributes errors() {
            return new DefaultErrorAttributes() {
                @Override
                public Map<String, Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
                    Map<String, Object> attributes = super.getErrorAttributes(request, options);
                    attributes.remove("timestamp");
                    return attributes;
                }
            };
        }
    }

    /** Tells that they are registered. */
    record Routes() {}

    /** What a route of the contract's application is in Spring MVC. */
    public record Handler(ContractRoute route) {

        public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
            route.handler().handle(new MvcCall(request, response));
        }

        @ResponseStatus(HttpStatus.ACCEPTED)
        public void accept(HttpServletRequest request, HttpServletResponse response) throws Exception {
            answer(request, response);
        }
    }
}
