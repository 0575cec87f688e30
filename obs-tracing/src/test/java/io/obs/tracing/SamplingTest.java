package io.obs.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.pipeline.LocalIds;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Our decisions are the SDK's own. */
class SamplingTest {

    static Stream<Arguments> samplers() {
        return Stream.of(
                Arguments.of("always_on", null, Sampler.alwaysOn()),
                Arguments.of("always_off", null, Sampler.alwaysOff()),
                Arguments.of("traceidratio", null, Sampler.traceIdRatioBased(1)),
                Arguments.of("traceidratio", "0.3", Sampler.traceIdRatioBased(0.3)),
                Arguments.of("parentbased_always_on", null, Sampler.parentBased(Sampler.alwaysOn())),
                Arguments.of("parentbased_always_off", null, Sampler.parentBased(Sampler.alwaysOff())),
                Arguments.of("parentbased_traceidratio", "0", Sampler.parentBased(Sampler.traceIdRatioBased(0))),
                Arguments.of("parentbased_traceidratio", "0.5", Sampler.parentBased(Sampler.traceIdRatioBased(0.5))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("samplers")
    void decision_isTheSdks(String name, String argument, Sampler sdk) {
        Sampling ours = Sampling.named(name, argument);
        for (int i = 0; i < 500; i++) {
            String traceId = LocalIds.newTraceId();
            for (SpanContext parent : List.of(
                    SpanContext.getInvalid(),
                    parent(traceId, TraceFlags.getSampled()),
                    parent(traceId, TraceFlags.getDefault()))) {
                boolean theirs = sdk.shouldSample(
                                        Context.root().with(Span.wrap(parent)),
                                        traceId,
                                        "name",
                                        SpanKind.SERVER,
                                        Attributes.empty(),
                                        List.of())
                                .getDecision()
                        == SamplingDecision.RECORD_AND_SAMPLE;
                boolean decided = ours.needsTraceId(parent) ? ours.sampled(traceId) : ours.sampled(parent);
                assertThat(decided).isEqualTo(theirs);
            }
        }
    }

    @Test
    void others_arentDecidedHere() {
        assertThat(Sampling.named("jaeger_remote", null)).isNull();
    }

    private static SpanContext parent(String traceId, TraceFlags flags) {
        return SpanContext.createFromRemoteParent(traceId, LocalIds.newSpanId(), flags, TraceState.getDefault());
    }
}
