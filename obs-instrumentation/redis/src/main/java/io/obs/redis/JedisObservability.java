package io.obs.redis;

import static java.util.Objects.requireNonNull;

import io.obs.Observability;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.builders.StandaloneClientBuilder;
import redis.clients.jedis.executors.CommandExecutor;

/**
 * Observes Jedis: each command is counted and timed, and inside a trace has a client span; a pipeline or a transaction
 * is one operation.
 *
 * <p>A command's time is the caller's: with waiting for a connection of the pool, connecting and retries. That of a
 * pipeline is from its sync to the last answer. Keys and values appear nowhere. Results, exceptions and threads are
 * Jedis' own.
 *
 * <p>Thread-safe. Once obs is closed, commands pass as if nobody looked.
 *
 * <pre>{@code
 * RedisClient redis = JedisObservability.create(obs).client().hostAndPort("localhost", 6379).build();
 * }</pre>
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/db/redis/">OpenTelemetry Redis spans</a>
 */
public final class JedisObservability {

    private final JedisLife life;

    private JedisObservability(Observability obs) {
        life = new JedisLife(obs);
    }

    public static JedisObservability create(Observability obs) {
        return new JedisObservability(requireNonNull(obs, "obs"));
    }

    /** Jedis' own builder of a client of one server; the client that it builds is observed. */
    public StandaloneClientBuilder<RedisClient> client() {
        return new ObservedClientBuilder(life);
    }

    /**
     * An executor that observes each command given to it, for clients that are built with one: of a cluster, of
     * sentinels. Their pipelines and transactions don't come through it.
     */
    public CommandExecutor observe(CommandExecutor executor) {
        requireNonNull(executor, "executor");
        return executor instanceof ObservedExecutor ? executor : new ObservedExecutor(life, executor, Endpoint.UNKNOWN);
    }

    /** A connection of its own, for {@code new Jedis(connection)}. */
    public Connection connect(HostAndPort server, JedisClientConfig config) {
        Endpoint endpoint = new Endpoint(server.getHost(), server.getPort(), String.valueOf(config.getDatabase()));
        ObservedConnection connection = new ObservedConnection.Builder(life, endpoint, server, config).build();
        connection.observeAlways();
        return connection;
    }
}
