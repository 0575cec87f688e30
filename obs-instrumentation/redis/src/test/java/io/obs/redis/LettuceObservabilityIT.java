package io.obs.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.Value;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.obs.Observability;
import io.obs.testkit.cache.RemoteCacheContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

class LettuceObservabilityIT implements RemoteCacheContract {

    private static final Duration CONNECTING = Duration.ofSeconds(20);

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
        RedisURI uri = RedisURI.builder()
                .withHost(server.host())
                .withPort(server.port())
                .withTimeout(CONNECTING)
                .build();
        RedisClient client = LettuceObservability.create(obs).observe(RedisClient.create(uri));
        StatefulRedisConnection<String, String> connection = client.connect();
        connection.setTimeout(timeout);
        RedisCommands<String, String> redis = connection.sync();
        return new RemoteCache() {
            @Override
            public @Nullable String get(String key) {
                return redis.get(key);
            }

            @Override
            public List<@Nullable String> getAll(List<String> keys) {
                List<@Nullable String> values = new ArrayList<>();
                redis.mget(keys.toArray(String[]::new))
                        .forEach(value -> values.add(((Value<String>) value).getValueOrElse(null)));
                return values;
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
                connection.close();
                client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
            }
        };
    }
}
