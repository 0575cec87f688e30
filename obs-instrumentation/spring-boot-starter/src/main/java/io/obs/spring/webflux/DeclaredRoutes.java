package io.obs.spring.webflux;

import io.obs.http.HttpServerHandler;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** Declares the routes of a service's controllers before its first request, so that their series exist at zero. */
final class DeclaredRoutes implements SmartInitializingSingleton {

    private final HttpServerHandler http;
    private final String prefix;
    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    DeclaredRoutes(HttpServerHandler http, String prefix, ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.http = http;
        this.prefix = prefix;
        this.mappings = mappings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        mappings.stream().forEach(mapping -> mapping.getHandlerMethods().forEach(this::declare));
    }

    private void declare(RequestMappingInfo info, HandlerMethod handler) {
        ResponseStatus status = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), ResponseStatus.class);
        int[] statuses = status == null ? new int[0] : new int[] {status.code().value()};
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods(); // none for all of them
        for (PathPattern pattern : info.getPatternsCondition().getPatterns()) {
            for (RequestMethod method : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
                http.declare(method.name(), prefix + pattern.getPatternString(), statuses);
            }
        }
    }
}
