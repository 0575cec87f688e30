package io.obs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.context.AdoptedTrace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnrecordedSpanTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @Test
    void root_hasIdsOfItsOwnThatStay() {
        SpanContext first =
                LocalIds.unrecorded(Context.root(), TraceFlags.getDefault()).getSpanContext();
        SpanContext second =
                LocalIds.unrecorded(Context.root(), TraceFlags.getDefault()).getSpanContext();

        assertThat(first.getTraceId()).matches("[0-9a-f]{32}").isEqualTo(first.getTraceId());
        assertThat(first.getSpanId()).matches("[0-9a-f]{16}").isEqualTo(first.getSpanId());
        assertThat(first.getTraceId()).isNotEqualTo(second.getTraceId());
        assertThat(first.getSpanId()).isNotEqualTo(second.getSpanId());
        assertThat(first.isValid()).isTrue();
        assertThat(first.isSampled()).isFalse();
        assertThat(first.isRemote()).isFalse();
    }

    @Test
    void child_keepsTraceFlagsAndState() {
        TraceState state = TraceState.builder().put("vendor", "7").build();
        Span parent = Span.wrap(
                SpanContext.createFromRemoteParent(TRACE, "b7ad6b7169203331", TraceFlags.getSampled(), state));

        SpanContext child = LocalIds.unrecorded(Context.root().with(parent), TraceFlags.getSampled())
                .getSpanContext();

        assertThat(child.getTraceId()).isEqualTo(TRACE);
        assertThat(child.getSpanId()).isNotEqualTo("b7ad6b7169203331");
        assertThat(child.isSampled()).isTrue();
        assertThat(child.getTraceState()).isEqualTo(state);
    }

    @Test
    void root_takesAnAdoptedOrGivenTrace() {
        Context adopted = AdoptedTrace.with(Context.root(), TRACE);
        assertThat(LocalIds.unrecorded(adopted, TraceFlags.getDefault())
                        .getSpanContext()
                        .getTraceId())
                .isEqualTo(TRACE);
        assertThat(LocalIds.unrecordedRoot(TRACE, TraceFlags.getDefault())
                        .getSpanContext()
                        .getTraceId())
                .isEqualTo(TRACE);
    }

    @Test
    void span_propagatesAndIgnoresWhatItIsTold() {
        Span span = LocalIds.unrecordedRoot(TRACE, TraceFlags.getDefault());
        span.setAttribute("key", "value").addEvent("event").updateName("name").recordException(new Exception("e"));
        span.end();
        Map<String, String> headers = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(Context.root().with(span), headers, Map::put);

        assertThat(span.isRecording()).isFalse();
        assertThat(headers)
                .containsEntry(
                        "traceparent",
                        "00-" + TRACE + "-" + span.getSpanContext().getSpanId() + "-00");
    }
}
