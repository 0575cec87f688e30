package io.obs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.context.AdoptedTrace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalIdsTest {

    private static SpanContext started(Context parent) {
        Operation operation = new Operation(parent) {
            @Override
            public String spanName() {
                return "work";
            }
        };
        new LocalIds().onStart(operation);
        return operation.span().getSpanContext();
    }

    @Test
    void operation_withoutParent_getsANewTrace_unsampled() {
        SpanContext ids = started(Context.root());

        assertThat(ids.isValid()).isTrue();
        assertThat(ids.isSampled()).isFalse();
        assertThat(ids.getTraceId()).isNotEqualTo(started(Context.root()).getTraceId());
    }

    @Test
    void operation_withinATrace_isItsChild_andKeepsItsDecisionAndState() {
        TraceState state = TraceState.builder().put("vendor", "1").build();
        SpanContext parent = SpanContext.createFromRemoteParent(
                LocalIds.newTraceId(), LocalIds.newSpanId(), TraceFlags.getSampled(), state);
        SpanContext ids = started(Context.root().with(Span.wrap(parent)));

        assertThat(ids.getTraceId()).isEqualTo(parent.getTraceId());
        assertThat(ids.getSpanId()).isNotEqualTo(parent.getSpanId());
        assertThat(ids.isSampled()).isTrue();
        assertThat(ids.getTraceState()).isEqualTo(state);
        assertThat(ids.isRemote()).isFalse();
    }

    @Test
    void operation_withAdoptedTrace_isOfThatTrace() {
        String adopted = "0af7651916cd43dd8448eb211c80319c";

        assertThat(started(AdoptedTrace.with(Context.root(), adopted)).getTraceId())
                .isEqualTo(adopted);
    }

    @Test
    void ids_areValid_andAllDifferent() {
        assertThat(IntStream.range(0, 10_000)
                        .mapToObj(i -> LocalIds.newTraceId())
                        .peek(id -> assertThat(TraceId.isValid(id)).isTrue())
                        .collect(Collectors.toSet()))
                .hasSize(10_000);
        assertThat(IntStream.range(0, 10_000)
                        .mapToObj(i -> LocalIds.newSpanId())
                        .peek(id -> assertThat(SpanId.isValid(id)).isTrue())
                        .collect(Collectors.toSet()))
                .hasSize(10_000);
    }
}
