package io.obs.spring.webflux;

import io.obs.http.HttpServerHandler;
import io.obs.reactor.ContextAccessor;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.ClassUtils;
import reactor.core.publisher.Mono;

/** Observes requests from outside all of Spring's own handling, so that errors have become answers at the end. */
final class ObservedHttpHandler implements HttpHandler {

    private static final boolean NETTY = ClassUtils.isPresent(
            "reactor.netty.http.server.HttpServerRequest", ObservedHttpHandler.class.getClassLoader());

    private final HttpServerHandler http;
    private final HttpHandler next;

    ObservedHttpHandler(HttpServerHandler http, HttpHandler next) {
        this.http = http;
        this.next = next;
    }

    @Override
    public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
        return http.isClosed() ? next.handle(request, response) : Mono.defer(() -> observed(request, response));
    }

    @SuppressWarnings("try") // the scope is only held
    private Mono<Void> observed(ServerHttpRequest request, ServerHttpResponse response) {
        ObservedExchange exchange =
                new ObservedExchange(http.start(new ReactiveRequest(request, NETTY), null), response);
        Context context = exchange.operation().context();
        Mono<Void> answer;
        try (Scope scope = context.makeCurrent()) {
            answer = next.handle(request, ObservedResponse.of(response, exchange));
        } catch (Throwable e) {
            exchange.failed(e);
            throw e;
        }
        return answer.doOnSuccess(nothing -> exchange.completed())
                .doOnError(exchange::failed)
                .doOnCancel(exchange::cancelled)
                .contextWrite(
                        reactor -> reactor.put(ObservedExchange.class, exchange).put(ContextAccessor.KEY, context));
    }
}
