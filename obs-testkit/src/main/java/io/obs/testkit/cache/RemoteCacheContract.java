package io.obs.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.obs.Observability;
import io.obs.collector.ReceivedSpan;
import io.obs.testkit.TestTelemetry;
import io.obs.testkit.net.FaultyPath;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What every adapter of a cache on a network promises besides: client spans, and failures of server and path. */
@SuppressWarnings("try") // scopes are only held
public interface RemoteCacheContract extends CacheContract, RemoteCacheKit {

    Duration SHORT = Duration.ofSeconds(1);

    private static Span parent(Observability obs) {
        return obs.openTelemetry().getTracer("contract").spanBuilder("parent").startSpan();
    }

    private static List<ReceivedSpan> clientSpans(TestTelemetry telemetry, int expected) {
        telemetry.eventually(() -> assertThat(telemetry.spans())
                .filteredOn(span -> span.kind().equals("CLIENT"))
                .hasSize(expected));
        return telemetry.spans().stream()
                .filter(span -> span.kind().equals("CLIENT"))
                .toList();
    }

    private ReceivedSpan spanOf(Consumer<RemoteCache> use) {
        try (TestTelemetry telemetry = TestTelemetry.start();
                RemoteCache cache = open(telemetry.obs(), server(), Duration.ofSeconds(20))) {
            Span parent = parent(telemetry.obs());
            try (Scope scope = parent.makeCurrent()) {
                use.accept(cache);
            }
            parent.end();
            ReceivedSpan span = clientSpans(telemetry, 1).get(0);
            assertThat(span.traceId()).isEqualTo(parent.getSpanContext().getTraceId());
            assertThat(span.parentSpanId()).isEqualTo(parent.getSpanContext().getSpanId());
            return span;
        }
    }

    @Test
    default void command_isAClientSpanOfWhereItWasIssued() {
        ReceivedSpan span = spanOf(cache -> cache.get(CacheContract.key()));
        assertThat(span.name()).isEqualTo("GET");
        assertThat(span.status()).isEqualTo("UNSET");
        assertThat(span.attributes())
                .containsEntry("db.system.name", "redis")
                .containsEntry("db.operation.name", "GET")
                .containsEntry("db.query.text", "GET ?")
                .containsEntry("server.address", server().host())
                .containsEntry("server.port", (long) server().port())
                .doesNotContainKeys("error.type", "db.operation.batch.size", "db.response.status_code");
    }

    @Test
    default void manyArguments_areRedactedAndBounded() {
        assertThat(spanOf(cache -> cache.getAll(List.of(CacheContract.key(), CacheContract.key())))
                        .attributes())
                .containsEntry("db.query.text", "MGET ? ?");
        assertThat(spanOf(cache -> cache.getAll(List.of("1", "2", "3", "4", "5", "6", "7", "8", "9")))
                        .attributes())
                .containsEntry("db.query.text", "MGET ? ? ? ? ? ? ? ? ...");
    }

    @Test
    default void commandOutsideATrace_hasNoSpan_unlessAskedFor() {
        try (TestTelemetry telemetry = TestTelemetry.start();
                Cache cache = open(telemetry.obs())) {
            cache.get(CacheContract.key());
            telemetry.eventually(() -> assertThat(telemetry.scrape().value("cache_requests_total", "result", "miss"))
                    .hasValue(1));
            telemetry.obs().close(); // flushes
            assertThat(telemetry.spans()).isEmpty();
        }
        try (TestTelemetry telemetry = TestTelemetry.start(builder -> builder.set("obs.cache.spans", "all"));
                Cache cache = open(telemetry.obs())) {
            cache.get(CacheContract.key());
            assertThat(clientSpans(telemetry, 1).get(0).isRoot()).isTrue();
        }
    }

    @Test
    default void spans_canBeSwitchedOff() {
        try (TestTelemetry telemetry = TestTelemetry.start(builder -> builder.set("obs.cache.spans", "none"));
                Cache cache = open(telemetry.obs())) {
            Span parent = parent(telemetry.obs());
            try (Scope scope = parent.makeCurrent()) {
                cache.get(CacheContract.key());
            }
            parent.end();
            telemetry.eventually(() -> assertThat(telemetry.scrape().value("cache_requests_total", "result", "miss"))
                    .hasValue(1));
            telemetry.obs().close(); // flushes
            assertThat(telemetry.spans()).extracting(ReceivedSpan::name).containsExactly("parent");
        }
    }

    @Test
    default void refusedCommand_isAnErrorOfTheSpan_andItsMessageStaysWithTheCaller() {
        String key = CacheContract.key();
        try (TestTelemetry telemetry = TestTelemetry.start();
                RemoteCache cache = open(telemetry.obs(), server(), Duration.ofSeconds(20))) {
            cache.set(key, "text");
            Span parent = parent(telemetry.obs());
            try (Scope scope = parent.makeCurrent()) {
                assertThat(catchThrowable(() -> cache.refused(key))).hasMessageStartingWith("WRONGTYPE ");
            }
            ReceivedSpan span = clientSpans(telemetry, 1).get(0);
            assertThat(span.status()).isEqualTo("ERROR");
            assertThat(span.attributes())
                    .containsEntry("error.type", "WRONGTYPE")
                    .containsEntry("db.response.status_code", "WRONGTYPE");
            assertThat(span.events()).isEmpty();
            cache.delete(key);
        }
    }

    @Test
    default void cutPath_failsAsWithoutObs_andHeals() {
        try (TestTelemetry telemetry = TestTelemetry.start(builder -> builder.set("obs.cache.spans", "all"));
                FaultyPath path = FaultyPath.to(server().host(), server().port());
                RemoteCache cache = open(telemetry.obs(), new Address("127.0.0.1", path.port()), SHORT)) {
            assertThat(cache.get(CacheContract.key())).isNull();
            clientSpans(telemetry, 1);
            path.cut();
            assertThat(catchThrowable(() -> cache.get(CacheContract.key()))).isNotNull();
            telemetry.eventually(() -> assertThat(telemetry.spans())
                    .filteredOn(ReceivedSpan::failed)
                    .isNotEmpty()
                    .allSatisfy(span -> assertThat(span.attributes()).containsKey("error.type")));
            path.heal();
            telemetry.eventually(() -> assertThat(catchThrowable(() -> cache.get(CacheContract.key())))
                    .isNull());
        }
    }

    @Test
    default void hangingPath_isATimeout() {
        try (TestTelemetry telemetry = TestTelemetry.start();
                FaultyPath path = FaultyPath.to(server().host(), server().port());
                RemoteCache cache = open(telemetry.obs(), new Address("127.0.0.1", path.port()), SHORT)) {
            assertThat(cache.get(CacheContract.key())).isNull();
            path.hang();
            Span parent = parent(telemetry.obs());
            Throwable thrown;
            try (Scope scope = parent.makeCurrent()) {
                thrown = catchThrowable(() -> cache.get(CacheContract.key()));
            }
            assertThat(thrown).isNotNull();
            ReceivedSpan span = clientSpans(telemetry, 1).get(0);
            assertThat(span.failed()).isTrue();
            assertThat(span.attributes())
                    .containsEntry("error.type", thrown.getClass().getName());
            telemetry.eventually(() -> {
                assertThat(telemetry.scrape().value("cache_requests_total", "result", "miss"))
                        .hasValue(1);
                assertThat(telemetry.scrape().value("cache_operation_duration_seconds_count", "operation", "get"))
                        .hasValue(2);
            });
            path.heal();
        }
    }

    @Test
    default void stoppedServer_comesBack() {
        try (TestTelemetry telemetry = TestTelemetry.start();
                Server server = startServer();
                RemoteCache cache = open(telemetry.obs(), server.address(), SHORT)) {
            String key = CacheContract.key();
            cache.set(key, "value");
            assertThat(cache.get(key)).isEqualTo("value");
            server.stop();
            assertThat(catchThrowable(() -> cache.get(key))).isNotNull();
            server.startAgain();
            telemetry.eventually(
                    () -> assertThat(catchThrowable(() -> cache.get(key))).isNull());
            telemetry.eventually(() -> {
                assertThat(telemetry.scrape().value("cache_requests_total", "result", "hit"))
                        .hasValue(1);
                assertThat(telemetry
                                .scrape()
                                .value("cache_requests_total", "result", "miss")
                                .orElse(0))
                        .isPositive();
            });
        }
    }
}
