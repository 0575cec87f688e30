package io.obs.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obs.Observability;
import io.obs.testkit.cache.RemoteCacheContract;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.executors.CommandExecutor;

class JedisObservabilityIT implements RemoteCacheContract {

    private static final int CONNECTING_MILLIS = 20_000;

    @Override
    public Address server() {
        return RedisServers.shared();
    }

    @Override
    public Server startServer() {
        return RedisServers.own();
    }

    @Override
    public Set<String> timed() {
        return Set.of("get", "set", "delete");
    }

    @Override
    public RemoteCache open(Observability obs, Address server, Duration timeout) {
        JedisClientConfig config = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(CONNECTING_MILLIS)
                .socketTimeoutMillis((int) timeout.toMillis())
                .build();
        RedisClient redis = JedisObservability.create(obs)
                .client()
                .hostAndPort(server.host(), server.port())
                .clientConfig(config)
                .build();
        return new RemoteCache() {
            @Override
            public @Nullable String get(String key) {
                return redis.get(key);
            }

            @Override
            public List<@Nullable String> getAll(List<String> keys) {
                return redis.mget(keys.toArray(String[]::new));
            }

            @Override
            public void set(String key, String value) {
                redis.set(key, value);
            }

            @Override
            public void delete(String key) {
                redis.del(key);
            }

            @Override
            public void refused(String key) {
                redis.lpush(key, "element");
            }

            @Override
            public void close() {
                redis.close();
            }
        };
    }

    @Test
    void missingArguments_areRefused() {
        assertThatThrownBy(() -> JedisObservability.create(null)).isInstanceOf(NullPointerException.class);
        try (Observability obs = Observability.builder()
                .withoutDiscovery()
                .set("obs.admin.enabled", "false")
                .build()) {
            JedisObservability jedis = JedisObservability.create(obs);
            assertThatThrownBy(() -> jedis.observe(null)).isInstanceOf(NullPointerException.class);
            CommandExecutor observed = jedis.observe(new NoExecutor());
            assertThat(jedis.observe(observed)).isSameAs(observed);
        }
    }
}
