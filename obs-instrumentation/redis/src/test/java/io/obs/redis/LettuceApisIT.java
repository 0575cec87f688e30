package io.obs.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.obs.Observability;
import io.obs.collector.ReceivedSpan;
import io.obs.testkit.TestTelemetry;
import io.obs.testkit.cache.RemoteCacheKit.Address;
import io.obs.testkit.net.FaultyPath;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lettuce's other ways to send commands: asynchronous, reactive, in pipelines and transactions. */
@SuppressWarnings("try") // scopes are only held
class LettuceApisIT {

    private final String key = "obs-test-" + UUID.randomUUID();
    private final Address server = RedisServers.shared();
    private final TestTelemetry telemetry = TestTelemetry.start();
    private final RedisURI uri = RedisURI.create(server.host(), server.port());
    private final RedisClient client =
            LettuceObservability.create(telemetry.obs()).observe(RedisClient.create(uri), uri);
    private final StatefulRedisConnection<String, String> connection = client.connect();
    private final RedisCommands<String, String> redis = connection.sync();

    @AfterEach
    void tearDown() {
        redis.del(key);
        connection.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        telemetry.close();
    }

    private Span parent(String name) {
        return telemetry
                .obs()
                .openTelemetry()
                .getTracer("test")
                .spanBuilder(name)
                .startSpan();
    }

    private List<ReceivedSpan> clientSpans(int expected) {
        telemetry.eventually(() -> assertThat(telemetry.spans())
                .filteredOn(span -> span.kind().equals("CLIENT"))
                .hasSize(expected));
        return telemetry.spans().stream()
                .filter(span -> span.kind().equals("CLIENT"))
                .toList();
    }

    private void assertLookUps(int hits, int misses) {
        telemetry.eventually(() -> {
            assertThat(telemetry.scrape().value("cache_requests_total", "result", "hit"))
                    .hasValue(hits);
            assertThat(telemetry.scrape().value("cache_requests_total", "result", "miss"))
                    .hasValue(misses);
        });
    }

    @Test
    void concurrentAsyncCommands_areChildrenOfWhereTheyWereIssued() throws Exception {
        RedisAsyncCommands<String, String> async = connection.async();
        Map<String, String> parents = new HashMap<>();
        List<RedisFuture<?>> all = new ArrayList<>();
        for (String name : List.of("one", "two", "three")) {
            Span parent = parent(name);
            parents.put(parent.getSpanContext().getSpanId(), name.equals("two") ? "SET" : "GET");
            try (Scope scope = parent.makeCurrent()) {
                all.add(name.equals("two") ? async.set(key, "value") : async.get(key));
            }
            parent.end();
        }
        for (RedisFuture<?> one : all) {
            one.get();
        }
        assertThat(clientSpans(3)).allSatisfy(span -> {
            assertThat(parents).containsEntry(span.parentSpanId(), span.name());
            assertThat(span.attributes()).containsEntry("db.namespace", "0");
        });
        assertLookUps(1, 1);
    }

    @Test
    void reactiveLookUps_countEachValue() {
        redis.set(key, "value");
        assertThat(connection.reactive().get(key).block()).isEqualTo("value");
        assertThat(connection.reactive().get(key + "-2").block()).isNull();
        assertThat(connection
                        .reactive()
                        .mget(key, key + "-2", key)
                        .collectList()
                        .block())
                .extracting(KeyValue::hasValue)
                .containsExactly(true, false, true);
        assertLookUps(3, 2);
        assertThat(catchThrowable(
                        () -> connection.reactive().lpush(key, "element").block()))
                .hasMessageStartingWith("WRONGTYPE");
    }

    @Test
    void reactiveCommand_isAChildOfWhereItWasSubscribedTo() {
        Span parent = parent("parent");
        try (Scope scope = parent.makeCurrent()) {
            connection.reactive().get(key).block();
            connection.reactive().incr(key + "-2").block();
            assertThat(catchThrowable(() ->
                            connection.reactive().lpush(key + "-2", "element").block()))
                    .hasMessageStartingWith("WRONGTYPE");
        }
        parent.end();
        List<ReceivedSpan> spans = clientSpans(3);
        assertThat(spans).extracting(ReceivedSpan::name).containsExactlyInAnyOrder("GET", "INCR", "LPUSH");
        assertThat(spans)
                .extracting(ReceivedSpan::parentSpanId)
                .containsOnly(parent.getSpanContext().getSpanId());
        assertThat(spans)
                .filteredOn(span -> span.name().equals("LPUSH"))
                .singleElement()
                .satisfies(span -> assertThat(span.attributes()).containsEntry("error.type", "WRONGTYPE"));
        redis.del(key + "-2");
    }

    @Test
    void hashes_areLookedUpByFieldOrWhole() {
        redis.hset(key, Map.of("a", "1", "b", "2"));
        assertThat(redis.hget(key, "a")).isEqualTo("1");
        assertThat(redis.hget(key, "c")).isNull();
        assertThat(redis.hmget(key, "a", "c")).hasSize(2);
        assertThat(redis.hgetall(key)).hasSize(2);
        assertThat(redis.hgetall(key + "-2")).isEmpty();
        assertThat(connection.reactive().hgetall(key).collectList().block()).hasSize(2);
        assertLookUps(4, 3);
        assertThat(redis.exists(key)).isEqualTo(1);
        assertThat(redis.lrange(key + "-2", 0, -1)).isEmpty();
        assertLookUps(4, 3);
    }

    @Test
    void streamedLookUp_isLeftToTheChannel() {
        redis.set(key, "value");
        List<String> seen = new ArrayList<>();
        redis.mget((k, value) -> seen.add(value), key, key + "-2");
        assertThat(seen).containsExactly("value", null);
        telemetry.eventually(
                () -> assertThat(telemetry.scrape().value("cache_operation_duration_seconds_count", "operation", "get"))
                        .hasValue(1));
        assertLookUps(0, 0);
    }

    @Test
    void pipelinedCommands_endWithTheirAnswers() throws Exception {
        connection.setAutoFlushCommands(false);
        RedisFuture<String> set = connection.async().set(key, "value");
        RedisFuture<String> get = connection.async().get(key);
        assertThat(get.isDone()).isFalse();
        connection.flushCommands();
        assertThat(get.get(20, TimeUnit.SECONDS)).isEqualTo("value");
        assertThat(set.get()).isEqualTo("OK");
        connection.setAutoFlushCommands(true);
        assertLookUps(1, 0);
    }

    @Test
    void transaction_endsWithExec_andItsReadsAreNoLookUps() {
        redis.multi();
        redis.set(key, "value");
        redis.get(key);
        assertThat(redis.exec()).hasSize(2);
        redis.multi();
        redis.get(key);
        redis.discard();
        telemetry.eventually(
                () -> assertThat(telemetry.scrape().value("cache_operation_duration_seconds_count", "operation", "get"))
                        .hasValue(2));
        assertLookUps(0, 0);
        assertThat(telemetry.scrape().value("cache_operation_duration_seconds_count", "operation", "batch"))
                .hasValue(1);
        assertThat(redis.get(key)).isEqualTo("value");
        assertLookUps(1, 0);
    }

    @Test
    void cancelledCommand_isNoError() {
        connection.setAutoFlushCommands(false);
        Span parent = parent("parent");
        RedisFuture<String> never;
        try (Scope scope = parent.makeCurrent()) {
            never = connection.async().get(key);
        }
        assertThat(never.cancel(true)).isTrue();
        connection.setAutoFlushCommands(true);
        assertThat(clientSpans(1).get(0).failed()).isFalse();
        assertLookUps(0, 0);
    }

    @Test
    void commandThatWaitsForTheConnection_isOne() throws Exception {
        try (FaultyPath path = FaultyPath.to(server.host(), server.port())) {
            RedisClient lossy = LettuceObservability.create(telemetry.obs())
                    .observe(RedisClient.create(RedisURI.create("127.0.0.1", path.port())));
            CountDownLatch disconnected = new CountDownLatch(1);
            lossy.addListener(new RedisConnectionStateListener() {
                @Override
                public void onRedisDisconnected(RedisChannelHandler<?, ?> gone) {
                    disconnected.countDown();
                }
            });
            try (StatefulRedisConnection<String, String> through = lossy.connect()) {
                path.cut();
                disconnected.await();
                Span parent = parent("parent");
                RedisFuture<String> get;
                try (Scope scope = parent.makeCurrent()) {
                    get = through.async().get(key);
                }
                path.heal();
                assertThat(get.get(20, TimeUnit.SECONDS)).isNull();
                assertLookUps(0, 1);
                assertThat(clientSpans(1).get(0).failed()).isFalse();
            } finally {
                lossy.shutdown(Duration.ZERO, Duration.ofSeconds(2));
            }
        }
    }

    @Test
    void clientObservedTwice_countsOnce() {
        Observability obs = telemetry.obs();
        assertThat(LettuceObservability.create(obs).observe(client)).isSameAs(client);
        try (StatefulRedisConnection<String, String> another = client.connect()) {
            another.sync().get(key);
        }
        assertLookUps(0, 1);
    }

    @Test
    void missingArguments_areRefused() {
        LettuceObservability lettuce = LettuceObservability.create(telemetry.obs());
        assertThatThrownBy(() -> LettuceObservability.create(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> lettuce.observe(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> lettuce.observe(client, null)).isInstanceOf(NullPointerException.class);
    }
}
