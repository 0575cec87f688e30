package io.obs.httpclient;

import static java.util.Objects.requireNonNull;

import io.obs.Observability;
import io.obs.http.HttpClientHandler;
import io.obs.pipeline.Failures;
import java.net.http.HttpClient;

/**
 * Observes the JDK's {@code java.net.http.HttpClient}: each exchange of a wrapped client is a client span, and carries
 * trace context, baggage and request id to the other side.
 *
 * <p>The request that is sent has the headers of the service's own and those of the context; a request id that the
 * service has set itself is kept. Redirects that the client follows are part of the one span. The span lasts until the
 * response's body is there, or, where the body handler hands out a stream, until its head is. Stages that depend on the
 * future of {@code sendAsync} run in the context of whoever sent the request, and cancelling it cancels the exchange.
 * Results and exceptions are the client's own. WebSockets pass unobserved.
 *
 * <p>Thread-safe. Once obs is closed, requests pass as if nobody looked.
 *
 * <pre>{@code
 * HttpClient client = HttpClientObservability.create(obs).wrap(HttpClient.newHttpClient());
 * }</pre>
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/">OpenTelemetry HTTP spans</a>
 */
public final class HttpClientObservability {

    private final HttpClientHandler http;
    private final Failures failures;

    private HttpClientObservability(Observability obs) {
        http = HttpClientHandler.create(obs);
        failures = obs.pipeline().failures();
    }

    public static HttpClientObservability create(Observability obs) {
        return new HttpClientObservability(requireNonNull(obs, "obs"));
    }

    /** A client that sends through the given one; one that is observed already is returned as it is. */
    public HttpClient wrap(HttpClient client) {
        requireNonNull(client, "client");
        return client instanceof ObservedClient ? client : new ObservedClient(http, failures, client);
    }
}
