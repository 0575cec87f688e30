package io.obs.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExistingOpenTelemetryTest {

    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final List<ReadableSpan> ended = new ArrayList<>();
    private final OpenTelemetrySdk theirs = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(new Collecting(ended))
                    .build())
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build();

    @AfterEach
    void reset() {
        GlobalOpenTelemetry.resetForTest();
        theirs.close();
    }

    @Test
    void given_isUsedAndNotDoubled() {
        try (Observability obs =
                Tracing.builder().use(OpenTelemetry.class, theirs).build()) {
            Context incoming =
                    obs.pipeline().propagator().extract(Context.root(), Map.of("traceparent", PARENT), new MapGetter());
            Work.start(obs, incoming, "work").succeed();
            assertThat(obs.openTelemetry()).isSameAs(theirs);
            assertThat(GlobalOpenTelemetry.isSet()).isFalse();
        }
        assertThat(ended).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("work");
            assertThat(span.getParentSpanContext().getSpanId()).isEqualTo("b7ad6b7169203331");
        });
        theirs.getTracer("still").spanBuilder("alive").startSpan().end();
        assertThat(ended).hasSize(2);
    }

    @Test
    void serverSpanThatAnotherInstrumentationHasBegun_isTheRequestsOne() {
        Span begun = theirs.getTracer("http")
                .spanBuilder("GET")
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
        try (Observability obs =
                Tracing.builder().use(OpenTelemetry.class, theirs).build()) {
            Work work = Work.start(obs, Context.root().with(begun), "GET /orders/{id}");
            assertThat(work.span()).isSameAs(begun);
            assertThat(work.joined()).isTrue();
            Work inside = Work.start(
                    obs,
                    work.context().with(Work.start(obs, Context.root(), "own").span()),
                    "below");
            assertThat(inside.joined()).isFalse();
            inside.succeed();
            work.fail(new IllegalStateException("no such order"));
        }
        assertThat(ended).extracting(ReadableSpan::getName).containsExactly("below");
        begun.end();
        assertThat(ended.get(1).getName()).isEqualTo("GET /orders/{id}");
        assertThat(ended.get(1).toSpanData().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(ended.get(1).toSpanData().getEvents()).isEmpty();
        assertThat(ended.get(1).toSpanData().getAttributes().asMap())
                .containsEntry(AttributeKey.longKey("http.response.status_code"), 200L);
    }

    @Test
    void spanOfAnotherKind_isTheParent() {
        Span around = theirs.getTracer("test").spanBuilder("around").startSpan();
        try (Observability obs =
                Tracing.builder().use(OpenTelemetry.class, theirs).build()) {
            Work.start(obs, Context.root().with(around), "work").succeed();
        }
        assertThat(ended)
                .singleElement()
                .satisfies(span -> assertThat(span.getParentSpanContext().getSpanId())
                        .isEqualTo(around.getSpanContext().getSpanId()));
    }

    @Test
    void global_isUsedAndLeftAlone() {
        GlobalOpenTelemetry.set(theirs);
        try (Observability obs = Tracing.builder().build()) {
            Work.start(obs, Context.root(), "work").succeed();
        }
        assertThat(ended)
                .singleElement()
                .satisfies(span -> assertThat(span.getName()).isEqualTo("work"));
        assertThat(GlobalOpenTelemetry.isSet()).isTrue();
    }

    @Test
    void noopGlobal_isNoReasonToTraceNothing() {
        GlobalOpenTelemetry.set(OpenTelemetry.noop());
        try (Observability obs = Tracing.builder()
                .use(SpanProcessor.class, new Collecting(ended))
                .build()) {
            Work.start(obs, Context.root(), "work").succeed();
        }
        assertThat(ended).hasSize(1);
    }

    @Test
    void second_hasAnSdkOfItsOwnAndLeavesTheGlobalToTheFirst() {
        List<ReadableSpan> other = new ArrayList<>();
        try (Observability first = Tracing.builder()
                .use(SpanProcessor.class, new Collecting(ended))
                .build()) {
            try (Observability second = Tracing.builder()
                    .use(SpanProcessor.class, new Collecting(other))
                    .build()) {
                Work.start(second, Context.root(), "second's").succeed();
            }
            GlobalOpenTelemetry.getTracer("library")
                    .spanBuilder("first's")
                    .startSpan()
                    .end();
            assertThat(first.openTelemetry()).isNotNull();
        }
        assertThat(ended).extracting(ReadableSpan::getName).containsExactly("first's");
        assertThat(other).extracting(ReadableSpan::getName).containsExactly("second's");
        assertThat(GlobalOpenTelemetry.isSet()).isFalse();
    }

    @Test
    void processorThatThrows_staysOutOfTheApplication() {
        SpanProcessor throwing = new Throwing();
        try (Observability obs =
                Tracing.builder().use(SpanProcessor.class, throwing).build()) {
            Work work = Work.start(obs, Context.root(), "work");
            assertThat(work.span().getSpanContext().isValid()).isTrue();
            work.succeed();
            obs.openTelemetry()
                    .getTracer("service")
                    .spanBuilder("by hand")
                    .startSpan()
                    .end();
        }
    }

    @Test
    void disabled_stillPropagates() {
        try (Observability obs =
                Tracing.builder().set("otel.sdk.disabled", "true").build()) {
            Context incoming =
                    obs.pipeline().propagator().extract(Context.root(), Map.of("traceparent", PARENT), new MapGetter());
            Work work = Work.start(obs, incoming, "work");
            assertThat(work.span().getSpanContext().getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
            assertThat(work.span().isRecording()).isFalse();
        }
    }

    private record Collecting(List<ReadableSpan> ended) implements SpanProcessor {

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            ended.add(span);
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }

    private static final class Throwing implements SpanProcessor {

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {
            throw new IllegalStateException("onStart");
        }

        @Override
        public boolean isStartRequired() {
            return true;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            throw new LinkageError("onEnd");
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }
}
