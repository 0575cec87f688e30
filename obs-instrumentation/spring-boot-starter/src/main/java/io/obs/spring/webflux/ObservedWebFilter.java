package io.obs.spring.webflux;

import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Sees what Spring's own handling hides: which route a request has, and what was thrown. The first of all filters. */
final class ObservedWebFilter implements WebFilter, Ordered {

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.deferContextual(reactor -> {
            ObservedExchange observed = reactor.getOrDefault(ObservedExchange.class, null);
            if (observed == null) {
                return chain.filter(exchange);
            }
            Map<String, Object> attributes = new RouteAttributes(
                    exchange.getAttributes(),
                    exchange.getRequest().getPath().contextPath().value(),
                    observed);
            return chain.filter(new ServerWebExchangeDecorator(exchange) {
                        @Override
                        public Map<String, Object> getAttributes() {
                            return attributes;
                        }
                    })
                    .doOnError(observed::thrown);
        });
    }
}
