package io.obs.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.obs.Observability;
import io.obs.collector.OtlpReceiver;
import io.obs.collector.ReceivedSpan;
import io.obs.context.AdoptedTrace;
import io.obs.pipeline.Drops;
import io.obs.pipeline.Signal;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans on their way to a real OTLP receiver. */
class TracingIT {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final OtlpReceiver collector = OtlpReceiver.start();

    @AfterEach
    void stop() {
        collector.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "http/protobuf"})
    void operation_becomesASpanOfTheService(String protocol) {
        Observability.Builder builder = protocol.equals("grpc") ? Tracing.grpc(collector) : Tracing.http(collector);
        try (Observability obs = builder.set("obs.version", "1.2.3").build()) {
            Work work = Work.start(obs, Context.root(), "POST /api/v1/jobs");
            try (Scope scope = work.makeCurrent()) {
                assertThat(scope).isNotNull();
                Spans.of(obs).run("create_job", () -> Span.current().setAttribute("job.kind", "caption"));
                obs.openTelemetry()
                        .getTracer("service")
                        .spanBuilder("by_hand")
                        .startSpan()
                        .end();
            }
            work.succeed();
            await().until(() -> collector.spans().size() == 3);
        }

        ReceivedSpan root = named("POST /api/v1/jobs");
        ReceivedSpan inner = named("create_job");
        ReceivedSpan byHand = named("by_hand");
        assertThat(root.service()).isEqualTo("test-service");
        assertThat(root.resource()).containsEntry("service.version", "1.2.3");
        assertThat(root.isRoot()).isTrue();
        assertThat(root.kind()).isEqualTo("SERVER");
        assertThat(root.attributes())
                .containsEntry("http.request.method", "GET")
                .containsEntry("http.response.status_code", 200L);
        assertThat(List.of(inner, byHand)).allSatisfy(child -> {
            assertThat(child.parentSpanId()).isEqualTo(root.spanId());
            assertThat(child.traceId()).isEqualTo(root.traceId());
            assertThat(child.startNanos()).isGreaterThanOrEqualTo(root.startNanos());
            assertThat(child.endNanos()).isBetween(child.startNanos(), root.endNanos());
        });
        assertThat(inner.attributes()).containsEntry("job.kind", "caption");
    }

    @Test
    void error_thatMayHoldData_isToldWithoutItsMessages() {
        Exception broken = new Exception("ann@example.org", new IllegalStateException("bob@example.org"));
        try (Observability obs = Tracing.http(collector).build()) {
            Work work = Work.start(obs, Context.root(), "work");
            work.errorText = "SQLState 23505";
            work.fail(broken);
            await().until(() -> collector.spans().size() == 1);
        }
        assertThat(named("work").toString()).doesNotContain("example.org");
        assertThat(named("work").events())
                .singleElement()
                .satisfies(event -> assertThat(event.attributes())
                        .containsEntry("exception.type", "java.lang.Exception")
                        .containsEntry("exception.message", "SQLState 23505")
                        .hasEntrySatisfying(
                                "exception.stacktrace",
                                stack -> assertThat(stack.toString())
                                        .startsWith("java.lang.Exception\n\tat io.obs.tracing.TracingIT")
                                        .contains("\nCaused by: java.lang.IllegalStateException\n\tat ")));
    }

    @Test
    void error_isRecordedOnceOnTheInnermostSpan() {
        IllegalStateException broken = new IllegalStateException("broken");
        try (Observability obs = Tracing.http(collector).build()) {
            Work work = Work.start(obs, Context.root(), "outer");
            try (Scope scope = work.makeCurrent()) {
                assertThat(scope).isNotNull();
                Spans.of(obs).run("inner", () -> {
                    throw broken;
                });
            } catch (IllegalStateException e) {
                assertThat(e).isSameAs(broken);
                work.fail(e);
            }
            await().until(() -> collector.spans().size() == 2);
        }

        assertThat(named("inner").failed()).isTrue();
        assertThat(named("outer").failed()).isTrue();
        assertThat(named("outer").events()).isEmpty();
        assertThat(named("inner").events()).singleElement().satisfies(event -> {
            assertThat(event.name()).isEqualTo("exception");
            assertThat(event.attributes())
                    .containsEntry("exception.type", "java.lang.IllegalStateException")
                    .containsEntry("exception.message", "broken");
            assertThat(event.attributes().get("exception.stacktrace").toString())
                    .contains("TracingIT");
        });
    }

    @Test
    void secretsInAnError_areMaskedInItsEvent() {
        try (Observability obs =
                Tracing.http(collector).set("obs.mask.prefixes", "sk_live_").build()) {
            Work.start(obs, Context.root(), "leaking")
                    .fail(new IllegalStateException("password=hunter2 refused for sk_live_4711"));
            await().until(() -> collector.spans().size() == 1);
        }

        assertThat(named("leaking").events())
                .singleElement()
                .satisfies(event -> assertThat(event.attributes())
                        .hasEntrySatisfying(
                                "exception.message", text -> assertThat(text).isEqualTo("password=*** refused for ***"))
                        .hasEntrySatisfying(
                                "exception.stacktrace",
                                text -> assertThat(text.toString())
                                        .contains("TracingIT")
                                        .doesNotContain("hunter2", "4711")));
    }

    @Test
    void spanThatEndsAfterTheClose_isCountedAsLost() {
        Observability obs = Tracing.http(collector).build();
        Work late = Work.start(obs, Context.root(), "late");
        obs.close();

        late.succeed();

        assertThat(obs.drops().totals()).containsEntry(new Drops.Kind(Signal.TRACE, "ended_after_close"), 1L);
    }

    @Test
    void adoptedTrace_becomesTheIdOfANewRoot() {
        try (Observability obs = Tracing.http(collector).build()) {
            Work.start(obs, AdoptedTrace.with(Context.root(), TRACE), "adopting")
                    .succeed();
            Work.start(obs, Context.root(), "other").succeed();
            await().until(() -> collector.spans().size() == 2);
        }

        assertThat(named("adopting").traceId()).isEqualTo(TRACE);
        assertThat(named("adopting").isRoot()).isTrue();
        assertThat(named("other").traceId()).isNotEqualTo(TRACE);
    }

    @Test
    void untraced_leavesNoSpanAndNoneInside() {
        try (Observability obs =
                Tracing.http(collector).set("otel.traces.sampler", "always_on").build()) {
            Work probe = new Work(Context.root(), "GET /health");
            probe.traced = false;
            obs.pipeline().start(probe);
            assertThat(probe.span().getSpanContext().isValid()).isTrue();
            try (Scope scope = probe.makeCurrent()) {
                assertThat(scope).isNotNull();
                Spans.of(obs).run("inside", () -> {});
                obs.openTelemetry()
                        .getTracer("service")
                        .spanBuilder("by_hand")
                        .startSpan()
                        .end();
            }
            probe.succeed();
            Work.start(obs, Context.root(), "traced").succeed();
            await().until(() -> !collector.spans().isEmpty());
        }

        assertThat(collector.spans()).extracting(ReceivedSpan::name).containsExactly("traced");
    }

    @Test
    void remoteParent_isContinuedAndItsSamplingFollowed() {
        try (Observability obs = Tracing.http(collector).build()) {
            Work.start(obs, incoming(obs, "00-" + TRACE + "-b7ad6b7169203331-01"), "sampled")
                    .succeed();
            Work dropped = Work.start(obs, incoming(obs, "00-" + TRACE + "-b7ad6b7169203331-00"), "dropped");
            assertThat(dropped.startAttributes).isZero();
            assertThat(dropped.span().getSpanContext().getTraceId()).isEqualTo(TRACE);
            assertThat(dropped.span().getSpanContext().isSampled()).isFalse();
            dropped.succeed();
            Work.start(obs, incoming(obs, "00-" + "0".repeat(32) + "-b7ad6b7169203331-01"), "malformed")
                    .succeed();
            await().until(() -> collector.spans().size() == 2);
        }

        assertThat(named("sampled").traceId()).isEqualTo(TRACE);
        assertThat(named("sampled").parentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(named("malformed").isRoot()).isTrue();
    }

    @Test
    void global_isSetAndTakenBack() {
        try (Observability obs = Tracing.http(collector).build()) {
            GlobalOpenTelemetry.getTracer("library")
                    .spanBuilder("library's")
                    .startSpan()
                    .end();
            await().until(() -> collector.spans().size() == 1);
            assertThat(obs.openTelemetry()).isNotNull();
        }
        assertThat(GlobalOpenTelemetry.isSet()).isFalse();
    }

    @Test
    void counts_addUp() {
        try (Observability obs = Tracing.http(collector).build()) {
            for (int i = 0; i < 20_000; i++) {
                Work.start(obs, Context.root(), "work").succeed();
            }
            await().untilAsserted(() -> {
                Map<?, Long> totals = obs.drops().totals();
                long lost = totals.values().stream().mapToLong(Long::longValue).sum();
                assertThat(collector.received() + lost).isEqualTo(20_000);
            });
        }
    }

    @Test
    void adminPage_showsWhereTracesGoAndHowMany() throws Exception {
        try (Observability obs = Tracing.http(collector)
                .set("obs.admin.enabled", "true")
                .set("obs.admin.port", "0")
                .build()) {
            Work.start(obs, Context.root(), "work").succeed();
            await().until(() -> collector.received() == 1);
            InetSocketAddress admin = obs.adminAddress().orElseThrow();
            HttpRequest question = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin.getPort() + "/obs"))
                    .header("Accept", "application/json")
                    .build();
            await().untilAsserted(() -> assertThat(HttpClient.newHttpClient()
                            .send(question, HttpResponse.BodyHandlers.ofString())
                            .body()
                            .replace(" ", ""))
                    .contains("otlp/http" + collector.httpEndpoint())
                    .contains("\"reachable\":true", "\"delivered\":1", "\"lost\":0", "\"queued\":0"));
        }
    }

    @Test
    void concurrentRequests_keepTheirTracesApart() throws Exception {
        int requests = 200;
        ExecutorService threads = virtualThreads().orElseGet(() -> Executors.newFixedThreadPool(requests));
        try (Observability obs = Tracing.http(collector).build()) {
            CountDownLatch all = new CountDownLatch(requests);
            for (int i = 0; i < requests; i++) {
                String name = "request " + i;
                threads.execute(() -> {
                    Work work = Work.start(obs, Context.root(), name);
                    try (Scope scope = work.makeCurrent()) {
                        assertThat(scope).isNotNull();
                        all.countDown();
                        Spans.of(obs).run(name + " inside", () -> all.await(10, TimeUnit.SECONDS));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    work.succeed();
                });
            }
            await().until(() -> collector.received() == 2L * requests);
        } finally {
            threads.shutdownNow();
        }
        for (int i = 0; i < requests; i++) {
            ReceivedSpan root = named("request " + i);
            ReceivedSpan inside = named("request " + i + " inside");
            assertThat(inside.parentSpanId()).isEqualTo(root.spanId());
            assertThat(collector.trace(root.traceId())).hasSize(2);
        }
    }

    /** On 21 and later. */
    private static Optional<ExecutorService> virtualThreads() {
        try {
            return Optional.of((ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
        } catch (ReflectiveOperationException older) {
            return Optional.empty();
        }
    }

    private static Context incoming(Observability obs, String traceparent) {
        return obs.pipeline().propagator().extract(Context.root(), Map.of("traceparent", traceparent), new MapGetter());
    }

    private ReceivedSpan named(String name) {
        return collector.spans().stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
