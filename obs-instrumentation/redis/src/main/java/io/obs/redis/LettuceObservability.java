package io.obs.redis;

import static java.util.Objects.requireNonNull;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisURI;
import io.obs.Observability;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Observes Lettuce: each command of an observed client is counted and timed, and inside a trace has a client span.
 *
 * <p>Of the synchronous, asynchronous and reactive API, of pipelines and transactions, of a single server and a
 * cluster: on the connections that the client makes from then on. A span's parent is the context in which the command
 * was issued, or subscribed to; it lasts until the answer is there. Commands that are sent again after a lost connection
 * are one. Keys and values appear nowhere. Results, exceptions, timeouts and threads are Lettuce's own.
 *
 * <p>Thread-safe. Once obs is closed, commands pass as if nobody looked.
 *
 * <pre>{@code
 * RedisClient client = LettuceObservability.create(obs).observe(RedisClient.create("redis://localhost"));
 * }</pre>
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/db/redis/">OpenTelemetry Redis spans</a>
 */
public final class LettuceObservability {

    private final Observability obs;
    private final Observed observed;

    private LettuceObservability(Observability obs) {
        this.obs = obs;
        this.observed = obs.pipeline().shared(Observed.class, pipeline -> new Observed());
    }

    /** The clients that are observed already, for as long as they live. */
    private static final class Observed {
        final Set<AbstractRedisClient> clients =
                Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    }

    public static LettuceObservability create(Observability obs) {
        return new LettuceObservability(requireNonNull(obs, "obs"));
    }

    /**
     * Observes a client, also of a cluster; a second time changes nothing. Spans name the server that it is connected to
     * where there is but one.
     *
     * @return the same client
     */
    public <C extends AbstractRedisClient> C observe(C client) {
        return observe(client, (Endpoint) null);
    }

    /**
     * Observes a client whose server is known.
     *
     * @param uri what the client was made with: spans name its host, port and database
     * @return the same client
     */
    public <C extends AbstractRedisClient> C observe(C client, RedisURI uri) {
        requireNonNull(uri, "uri");
        String host = uri.getSocket() != null ? uri.getSocket() : uri.getHost();
        return observe(client, new Endpoint(host, uri.getPort(), String.valueOf(uri.getDatabase())));
    }

    private <C extends AbstractRedisClient> C observe(C client, @Nullable Endpoint endpoint) {
        requireNonNull(client, "client");
        if (observed.clients.add(client)) {
            LettuceEndpoint where = new LettuceEndpoint(endpoint);
            client.addListener(where);
            client.addListener(new LettuceListener(obs, where));
        }
        return client;
    }
}
