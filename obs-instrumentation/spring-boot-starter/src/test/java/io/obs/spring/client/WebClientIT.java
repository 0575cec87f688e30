package io.obs.spring.client;

import io.obs.Observability;
import io.obs.spring.BootApplication;
import io.obs.spring.client.BlockingClients.SenderFuture;
import io.obs.testkit.http.HttpClientContract;
import io.opentelemetry.context.Context;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.springframework.boot.WebApplicationType;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClientRequest;

/** The HTTP client's contract on the WebClient of a Boot service, with Netty. */
class WebClientIT implements HttpClientContract {

    private final List<BootApplication> services = new ArrayList<>();

    @AfterEach
    void closeServices() {
        services.forEach(BootApplication::close);
    }

    @Override
    public boolean tellsProtocolVersion() {
        return false;
    }

    @Override
    public Client client(Observability obs) {
        BootApplication service =
                BootApplication.observedBy(obs, WebApplicationType.NONE, Map.of(), RestClientIT.Service.class);
        services.add(service);
        return new Netty(service.bean(WebClient.Builder.class).build());
    }

    private record Netty(WebClient client) implements Client {

        private Mono<Answer> mono(URI uri, Map<String, String> headers, Duration timeout) {
            return client.get()
                    .uri(uri)
                    .headers(all -> headers.forEach(all::set))
                    .httpRequest(request -> {
                        HttpClientRequest netty = request.getNativeRequest();
                        netty.responseTimeout(timeout);
                    })
                    .exchangeToMono(response -> response.bodyToMono(String.class)
                            .defaultIfEmpty("")
                            .map(body -> new Answer(response.statusCode().value(), body)))
                    .onErrorMap(WebClientRequestException.class, Throwable::getCause);
        }

        @Override
        public Answer send(URI uri, Map<String, String> headers, Duration timeout) throws Exception {
            try {
                return mono(uri, headers, timeout).toFuture().get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // it ends the one that is returned
        public CompletableFuture<Answer> sendAsync(URI uri, Map<String, String> headers, Duration timeout) {
            Context sender = Context.current();
            SenderFuture<Answer> answer = new SenderFuture<>();
            CompletableFuture<Answer> sending = mono(uri, headers, timeout).toFuture();
            answer.sending = sending;
            sending.whenComplete((value, error) -> answer.completeIn(sender, value, error));
            return answer;
        }
    }
}
