package io.obs.jaxrs;

import io.obs.Observability;
import io.obs.testkit.http.HttpClientKit;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The contract's client over a JAX-RS one, which has its timeout for all of its requests. */
final class Clients implements HttpClientKit.Client {

    private final JaxrsObservability observability;
    private final Function<Duration, Client> plain;
    private final Map<Duration, Client> byTimeout = new ConcurrentHashMap<>();

    Clients(Observability obs, Function<Duration, Client> plain) {
        observability = JaxrsObservability.create(obs);
        this.plain = plain;
    }

    private Invocation.Builder request(URI uri, Map<String, String> headers, Duration timeout) {
        Invocation.Builder request = byTimeout
                .computeIfAbsent(timeout, ignored -> observability.wrap(plain.apply(timeout)))
                .target(uri)
                .request();
        headers.forEach(request::header);
        return request;
    }

    @Override
    public HttpClientKit.Answer send(URI uri, Map<String, String> headers, Duration timeout) throws Exception {
        try {
            return answer(request(uri, headers, timeout).get());
        } catch (ProcessingException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            throw e;
        }
    }

    @Override
    public CompletableFuture<HttpClientKit.Answer> sendAsync(URI uri, Map<String, String> headers, Duration timeout) {
        return request(uri, headers, timeout)
                .rx()
                .get()
                .thenApply(Clients::answer)
                .toCompletableFuture();
    }

    private static HttpClientKit.Answer answer(Response response) {
        try (response) {
            return new HttpClientKit.Answer(response.getStatus(), response.readEntity(String.class));
        }
    }
}
