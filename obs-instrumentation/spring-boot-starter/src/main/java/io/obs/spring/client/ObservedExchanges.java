package io.obs.spring.client;

import io.obs.http.HttpClientHandler;
import io.obs.http.HttpClientOperation;
import io.obs.reactor.ContextAccessor;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CancellationException;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** Observes each exchange of a WebClient, from its subscription until the head of its answer is there. */
final class ObservedExchanges implements ExchangeFilterFunction {

    private final HttpClientHandler http;

    ObservedExchanges(HttpClientHandler http) {
        this.http = http;
    }

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        return Mono.deferContextual(reactor ->
                http.isClosed() ? next.exchange(request) : observed(request, next, sender(reactor, request)));
    }

    /** Notes in whose context a request is made; who subscribes may be anybody, and Reactor hides the thread's then. */
    static void note(WebClient.RequestHeadersSpec<?> request) {
        request.attribute(ContextAccessor.KEY, Context.current());
    }

    private static Context sender(ContextView reactor, ClientRequest request) {
        if (reactor.hasKey(ContextAccessor.KEY)) {
            return reactor.get(ContextAccessor.KEY);
        }
        return request.attribute(ContextAccessor.KEY).orElse(null) instanceof Context noted ? noted : Context.current();
    }

    @SuppressWarnings("try") // the scope is only held
    private Mono<ClientResponse> observed(ClientRequest request, ExchangeFunction next, Context sender) {
        ClientRequest.Builder sent = ClientRequest.from(request);
        HttpClientOperation operation;
        try (Scope scope = sender.makeCurrent()) {
            operation = http.start(
                    SentRequest.of(request.method().name(), request.url(), request.headers()),
                    (name, value) -> sent.headers(headers -> headers.set(name, value)));
        }
        Mono<ClientResponse> answer;
        try {
            answer = next.exchange(sent.build());
        } catch (Throwable e) {
            CallFailure.end(operation, e);
            throw e;
        }
        Context context = operation.context();
        return answer.doOnSuccess(response -> operation.end(
                        response == null ? 0 : response.statusCode().value()))
                .doOnError(error -> CallFailure.end(operation, unwrapped(error)))
                .doOnCancel(() -> operation.failed(new CancellationException("cancelled"), false))
                .contextWrite(reactor -> reactor.put(ContextAccessor.KEY, context));
    }

    private static Throwable unwrapped(Throwable error) {
        return error instanceof WebClientRequestException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : error;
    }
}
