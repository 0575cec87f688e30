package io.obs.benchmarks;

import io.lettuce.core.api.StatefulRedisConnection;
import io.obs.Observability;
import io.obs.part.redis.RedisPart;
import io.obs.redis.JedisObservability;
import io.obs.redis.LettuceObservability;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import redis.clients.jedis.RedisClient;

/** A GET that hits, to a real server on loopback: bare, observed, and observed inside a sampled trace. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("try") // scopes are only held
public class RedisBenchmark {

    private static final String KEY = "job-abc123";
    private static final Duration QUIET = Duration.ZERO;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RedisPart server = RedisPart.embedded(0);
    private final Observability obs = Observability.builder()
            .service("bench")
            .set("obs.admin.enabled", "false")
            .use(SpanProcessor.class, new DroppingProcessor())
            .build();
    private final Span parent =
            obs.openTelemetry().getTracer("bench").spanBuilder("parent").startSpan();

    private final RedisClient jedis =
            RedisClient.builder().hostAndPort(server.host(), server.port()).build();
    private final RedisClient jedisObserved = JedisObservability.create(obs)
            .client()
            .hostAndPort(server.host(), server.port())
            .build();
    private final io.lettuce.core.RedisClient lettuceClient = io.lettuce.core.RedisClient.create(server.uri());
    private final io.lettuce.core.RedisClient lettuceObservedClient =
            LettuceObservability.create(obs).observe(io.lettuce.core.RedisClient.create(server.uri()));
    private final StatefulRedisConnection<String, String> lettuce = lettuceClient.connect();
    private final StatefulRedisConnection<String, String> lettuceObserved = lettuceObservedClient.connect();

    public RedisBenchmark() {
        jedis.set(KEY, "captions");
    }

    @TearDown
    public void tearDown() {
        jedis.close();
        jedisObserved.close();
        lettuceClient.shutdown(QUIET, PATIENCE);
        lettuceObservedClient.shutdown(QUIET, PATIENCE);
        obs.close();
        server.close();
    }

    @Benchmark
    public @Nullable String jedis() {
        return jedis.get(KEY);
    }

    @Benchmark
    public @Nullable String jedisObserved() {
        return jedisObserved.get(KEY);
    }

    @Benchmark
    public @Nullable String jedisTraced() {
        try (Scope scope = parent.makeCurrent()) {
            return jedisObserved.get(KEY);
        }
    }

    @Benchmark
    public @Nullable String lettuce() {
        return lettuce.sync().get(KEY);
    }

    @Benchmark
    public @Nullable String lettuceObserved() {
        return lettuceObserved.sync().get(KEY);
    }

    @Benchmark
    public @Nullable String lettuceTraced() {
        try (Scope scope = parent.makeCurrent()) {
            return lettuceObserved.sync().get(KEY);
        }
    }
}
