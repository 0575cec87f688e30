package io.obs.spring.client;

import io.obs.http.HttpClientHandler;
import io.obs.http.HttpClientOperation;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/** Observes each call of a RestClient or RestTemplate, until the head of its answer is there. */
final class ObservedCalls implements ClientHttpRequestInterceptor {

    private final HttpClientHandler http;

    ObservedCalls(HttpClientHandler http) {
        this.http = http;
    }

    @Override
    @SuppressWarnings("try") // the scope is only held
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        if (http.isClosed()) {
            return execution.execute(request, body);
        }
        HttpClientOperation operation = http.start(
                SentRequest.of(request.getMethod().name(), request.getURI(), request.getHeaders()),
                request.getHeaders()::set);
        try (Scope scope = operation.makeCurrent()) {
            ClientHttpResponse response = execution.execute(request, body);
            operation.end(response.getStatusCode().value());
            return response;
        } catch (Throwable e) {
            CallFailure.end(operation, e);
            throw e;
        }
    }
}
