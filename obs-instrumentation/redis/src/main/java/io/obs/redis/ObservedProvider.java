package io.obs.redis;

import java.util.Map;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.providers.PooledConnectionProvider;
import redis.clients.jedis.util.Pool;

/** A pool's connections; one that is asked for without a command is for a pipeline or a transaction. */
final class ObservedProvider extends PooledConnectionProvider {

    private final HostAndPort server;

    ObservedProvider(HostAndPort server, ConnectionFactory factory, GenericObjectPoolConfig<Connection> config) {
        super(factory, config);
        this.server = server;
    }

    @Override
    public Connection getConnection() {
        Connection connection = super.getConnection();
        if (connection instanceof ObservedConnection observed) {
            observed.observe();
        }
        return connection;
    }

    @Override
    public Map<?, Pool<Connection>> getConnectionMap() {
        return Map.of(server, getPool());
    }
}
