package io.obs.spring.redis;

import io.obs.Observability;
import io.obs.redis.JedisObservability;
import java.lang.reflect.Field;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.util.ReflectionUtils;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.builders.StandaloneClientBuilder;

/**
 * Gives Jedis' factories an observed client in the place of the one that they have made, which has not connected yet.
 * Spring keeps that in a field, and hands no builder to whoever would observe it.
 */
final class JedisFactories extends RedisFactories<JedisConnectionFactory> {

    private final Set<RedisClient> ours = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    JedisFactories(ObjectProvider<Observability> obs) {
        super(JedisConnectionFactory.class, obs);
    }

    @Override
    void observe(Observability obs, JedisConnectionFactory factory) {
        if (factory.getClass() != JedisConnectionFactory.class
                || !factory.isUseUnifiedJedis()
                || factory.isRedisSentinelAware()
                || factory.isRedisClusterAware()) {
            throw new IllegalStateException(
                    "of Jedis only Spring's own factories of RedisClients are, of one server; not those of pools, sentinels, clusters");
        }
        Field field = field("redisClient");
        if (!(ReflectionUtils.getField(field, factory) instanceof RedisClient made) || ours.contains(made)) {
            return;
        }
        RedisClient observed = observed(obs, factory);
        ours.add(observed);
        ReflectionUtils.setField(field, factory, observed);
        if (factory.getClientConfiguration().getClientCustomizer().isEmpty()) { // else they may have parts in common
            made.close();
        }
    }

    /** Built as the factory builds its own. */
    private static RedisClient observed(Observability obs, JedisConnectionFactory factory) {
        StandaloneClientBuilder<RedisClient> builder =
                JedisObservability.create(obs).client();
        builder.hostAndPort(new HostAndPort(factory.getHostName(), factory.getPort()));
        if (ReflectionUtils.getField(field("clientConfig"), factory) instanceof JedisClientConfig config) {
            builder.clientConfig(config);
        }
        builder.poolConfig(pool(factory.getPoolConfig()));
        factory.getClientConfiguration().getClientCustomizer().ifPresent(customizer -> customizer.customize(builder));
        return builder.build();
    }

    private static GenericObjectPoolConfig<Connection> pool(@Nullable GenericObjectPoolConfig<Connection> config) {
        return config == null ? new ConnectionPoolConfig() : config;
    }

    private static Field field(String name) {
        Field field = ReflectionUtils.findField(JedisConnectionFactory.class, name);
        if (field == null) {
            throw new IllegalStateException("Spring keeps its " + name + " elsewhere");
        }
        ReflectionUtils.makeAccessible(field);
        return field;
    }
}
