package io.obs.jaxrs;

import static java.util.Objects.requireNonNull;

import io.obs.Observability;
import io.obs.http.HttpClientHandler;
import jakarta.ws.rs.client.Client;
import java.lang.reflect.Proxy;

/**
 * Observes clients of Jakarta RESTful Web Services, whatever the implementation: each request of a wrapped client is a
 * client span, and carries trace context, baggage and request id to the other side. (Resources need nothing of this:
 * see {@link RoutesFeature}.)
 *
 * <p>Synchronous, asynchronous and reactive ({@code rx()}) requests are seen, and those of a built {@code Invocation}.
 * The span lasts until the response's head is there, or the request has failed; redirects that the client follows are
 * part of it. Stages that depend on a future run in the context of who sent the request; an {@code InvocationCallback}
 * runs where the client calls it. What the client throws goes on as it was. Reactive invokers of other kinds than the
 * standard's pass unobserved.
 *
 * <p>Clients and targets are of the implementation's own interfaces too, so that RESTEasy's can be cast to. The calls of
 * an interface that {@code ResteasyWebTarget.proxy} implements are observed, unless they return a reactive type other
 * than {@code CompletionStage}; those of one that {@code proxyBuilder} builds are not.
 *
 * <p>Thread-safe. Once obs is closed, requests pass as if nobody looked.
 *
 * <pre>{@code
 * Client client = JaxrsObservability.create(obs).wrap(ClientBuilder.newClient());
 * }</pre>
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/">OpenTelemetry HTTP spans</a>
 */
public final class JaxrsObservability {

    private final HttpClientHandler http;

    private JaxrsObservability(Observability obs) {
        http = HttpClientHandler.create(obs);
    }

    public static JaxrsObservability create(Observability obs) {
        return new JaxrsObservability(requireNonNull(obs, "obs"));
    }

    /**
     * A client that sends through the given one, whose targets and invocations are observed; the filters that do it are
     * registered in that client. One that is observed already is returned as it is.
     */
    public Client wrap(Client client) {
        requireNonNull(client, "client");
        if (Proxy.isProxyClass(client.getClass()) && Proxy.getInvocationHandler(client) instanceof Observed) {
            return client;
        }
        if (!client.getConfiguration().isRegistered(CallFilter.class)) {
            // The last to see the request, so that the headers are the service's own; the first to see the response.
            client.register(new CallFilter(http), Integer.MAX_VALUE);
        }
        return Observed.of(client, http);
    }
}
