package io.obs.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.obs.collector.ReceivedSpan;
import io.obs.testkit.TestTelemetry;
import io.obs.testkit.cache.RemoteCacheKit.Address;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.Transaction;

/** Several commands at once, and Jedis' older API. */
class JedisPipelinesIT {

    private final String key = "obs-test-" + UUID.randomUUID();
    private final Address server = RedisServers.shared();
    private final TestTelemetry telemetry = TestTelemetry.start(builder -> builder.set("obs.cache.spans", "all"));
    private final JedisObservability jedis = JedisObservability.create(telemetry.obs());
    private final RedisClient redis =
            jedis.client().hostAndPort(server.host(), server.port()).build();

    @BeforeEach
    void setUp() {
        redis.set(key, "text");
        spans(1);
    }

    @AfterEach
    void tearDown() {
        redis.del(key);
        redis.close();
        telemetry.close();
    }

    private List<ReceivedSpan> spans(int expected) {
        telemetry.eventually(() -> assertThat(telemetry.spans()).hasSize(expected));
        return telemetry.spans();
    }

    private void assertLookUps(int hits, int misses) {
        assertThat(telemetry.scrape().value("cache_requests_total", "result", "hit"))
                .hasValue(hits);
        assertThat(telemetry.scrape().value("cache_requests_total", "result", "miss"))
                .hasValue(misses);
    }

    @Test
    void pipeline_isOneOperation_whoseLookUpsCount() {
        try (Pipeline pipeline = redis.pipelined()) {
            Response<String> there = pipeline.get(key);
            Response<String> missing = pipeline.get(key + "-2");
            Response<List<String>> many = pipeline.mget(key, key + "-2", key);
            pipeline.hgetAll(key + "-2");
            pipeline.sync();
            assertThat(there.get()).isEqualTo("text");
            assertThat(missing.get()).isNull();
            assertThat(many.get()).containsExactly("text", null, "text");
        }
        ReceivedSpan span = spans(2).get(1);
        assertThat(span.name()).isEqualTo("PIPELINE");
        assertThat(span.attributes())
                .containsEntry("db.operation.batch.size", 4L)
                .containsEntry("server.port", (long) server.port())
                .containsEntry("db.namespace", "0")
                .doesNotContainKey("db.query.text");
        assertLookUps(3, 3);
        assertThat(telemetry.scrape().value("cache_operation_duration_seconds_count", "operation", "batch"))
                .hasValue(1);
        assertThat(telemetry.scrape().value("cache_operation_duration_seconds_count", "operation", "get"))
                .hasValue(0);
    }

    @Test
    void pipelineOfOneKind_saysWhich_andOneCommandIsNoBatch() {
        try (Pipeline pipeline = redis.pipelined()) {
            pipeline.set(key, "1");
            pipeline.set(key, "2");
            pipeline.sync();
            pipeline.get(key);
        }
        List<ReceivedSpan> spans = spans(3);
        assertThat(spans.get(1).name()).isEqualTo("PIPELINE SET");
        assertThat(spans.get(1).attributes()).containsEntry("db.query.text", "SET ? ?");
        assertThat(spans.get(2).name()).isEqualTo("GET");
        assertThat(spans.get(2).attributes()).doesNotContainKey("db.operation.batch.size");
        assertLookUps(1, 0);
    }

    @Test
    void refusedCommandOfAPipeline_isItsErrorAndTheResponses() {
        try (Pipeline pipeline = redis.pipelined()) {
            Response<Long> refused = pipeline.lpush(key, "element");
            Response<String> there = pipeline.get(key);
            pipeline.sync();
            assertThat(catchThrowable(refused::get)).hasMessageStartingWith("WRONGTYPE");
            assertThat(there.get()).isEqualTo("text");
        }
        ReceivedSpan span = spans(2).get(1);
        assertThat(span.failed()).isTrue();
        assertThat(span.attributes()).containsEntry("error.type", "WRONGTYPE");
        assertLookUps(1, 0);
    }

    @Test
    void transaction_isOneOperationUntilExec() {
        try (AbstractTransaction transaction = redis.multi()) {
            transaction.set(key, "new");
            Response<String> read = transaction.get(key);
            assertThat(transaction.exec()).hasSize(2);
            assertThat(read.get()).isEqualTo("new");
        }
        ReceivedSpan span = spans(2).get(1);
        assertThat(span.name()).isEqualTo("MULTI");
        assertThat(span.attributes()).containsEntry("db.operation.batch.size", 2L);
        assertThat(span.failed()).isFalse();
        assertLookUps(0, 0);
        redis.get(key); // the pool's connection serves single commands again, as one operation each
        assertThat(spans(3).get(2).name()).isEqualTo("GET");
        assertLookUps(1, 0);
    }

    @Test
    void discardedTransaction_ends() {
        try (AbstractTransaction transaction = redis.multi()) {
            transaction.set(key, "never");
            transaction.discard();
        }
        assertThat(spans(2).get(1).name()).isEqualTo("MULTI SET");
        assertThat(redis.get(key)).isEqualTo("text");
    }

    @Test
    void watchedTransaction_thatIsAborted_answersAsWithoutObs() {
        try (Transaction transaction = (Transaction) redis.transaction(false)) {
            transaction.watch(key);
            redis.set(key, "changed");
            transaction.multi();
            transaction.get(key);
            assertThat(transaction.exec()).isNull();
        }
        assertThat(spans(4)).extracting(ReceivedSpan::name).containsExactly("SET", "WATCH", "SET", "MULTI GET");
        assertLookUps(0, 0);
    }

    @Test
    void olderApi_isObservedOnAConnectionOfItsOwn() {
        try (Jedis older = new Jedis(jedis.connect(
                new HostAndPort(server.host(), server.port()),
                DefaultJedisClientConfig.builder().build()))) {
            assertThat(older.get(key)).isEqualTo("text");
            assertThat(older.ping()).isEqualTo("PONG");
            assertThat(catchThrowable(() -> older.lpush(key, "x"))).hasMessageStartingWith("WRONGTYPE");
            try (Pipeline pipeline = older.pipelined()) {
                pipeline.get(key);
                pipeline.get(key);
            }
        }
        List<ReceivedSpan> spans = spans(5);
        assertThat(spans).extracting(ReceivedSpan::name).containsExactly("SET", "GET", "PING", "LPUSH", "PIPELINE GET");
        assertThat(spans.get(3).failed()).isTrue();
        assertLookUps(3, 0);
    }

    @Test
    void pipeline_worksOnOnceObsIsClosed() {
        telemetry.obs().close();
        try (Pipeline pipeline = redis.pipelined()) {
            Response<String> there = pipeline.get(key);
            pipeline.sync();
            assertThat(there.get()).isEqualTo("text");
        }
        try (AbstractTransaction transaction = redis.multi()) {
            transaction.get(key);
            assertThat(transaction.exec()).containsExactly("text");
        }
    }
}
