package io.obs.redis;

import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.builders.StandaloneClientBuilder;
import redis.clients.jedis.executors.CommandExecutor;
import redis.clients.jedis.providers.ConnectionProvider;

/** Jedis' builder, with an executor and connections that are observed in the place of its own. */
final class ObservedClientBuilder extends RedisClient.Builder {

    private final JedisLife life;
    private @Nullable HostAndPort server;
    private boolean elsewhere;

    ObservedClientBuilder(JedisLife life) {
        this.life = life;
    }

    @Override
    public StandaloneClientBuilder<RedisClient> hostAndPort(String host, int port) {
        return hostAndPort(new HostAndPort(host, port));
    }

    @Override
    public StandaloneClientBuilder<RedisClient> hostAndPort(HostAndPort hostAndPort) {
        server = hostAndPort;
        return super.hostAndPort(hostAndPort);
    }

    @Override
    public RedisClient build() {
        elsewhere = server == null && connectionProvider != null; // where the service's own provider goes
        if (commandExecutor != null && !(commandExecutor instanceof ObservedExecutor)) {
            commandExecutor = new ObservedExecutor(life, commandExecutor, endpoint());
        }
        return super.build();
    }

    @Override
    protected CommandExecutor createDefaultCommandExecutor() {
        return new ObservedExecutor(life, super.createDefaultCommandExecutor(), endpoint());
    }

    /** Jedis' own where connections have to be of a special kind: client-side caching, credentials that are renewed. */
    @Override
    protected ConnectionProvider createDefaultConnectionProvider() {
        if (cache != null || clientConfig.getAuthXManager() != null) {
            return super.createDefaultConnectionProvider();
        }
        HostAndPort to = server();
        ConnectionFactory factory = ConnectionFactory.builder()
                .clientConfig(clientConfig)
                .connectionBuilder(new ObservedConnection.Builder(life, endpoint(), to, clientConfig))
                .hostAndPort(to)
                .build();
        return new ObservedProvider(to, factory, poolConfig);
    }

    private HostAndPort server() {
        return server != null ? server : new HostAndPort(Protocol.DEFAULT_HOST, Protocol.DEFAULT_PORT);
    }

    private Endpoint endpoint() {
        if (elsewhere) {
            return Endpoint.UNKNOWN;
        }
        int database = clientConfig == null ? 0 : clientConfig.getDatabase();
        return new Endpoint(server().getHost(), server().getPort(), String.valueOf(database));
    }
}
