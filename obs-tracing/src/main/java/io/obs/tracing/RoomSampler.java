package io.obs.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Around the configured sampler: nothing is sampled inside an operation that leaves no span, and what is dropped is still
 * recorded where it may be kept.
 */
final class RoomSampler implements Sampler {

    private final Sampler configured;
    private final boolean keeping;

    RoomSampler(Sampler configured, boolean keeping) {
        this.configured = configured;
        this.keeping = keeping;
    }

    @Override
    public SamplingResult shouldSample(
            Context parent, String traceId, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        if (Untraced.in(parent)) {
            return SamplingResult.drop();
        }
        SamplingResult result = configured.shouldSample(parent, traceId, name, kind, attributes, links);
        return keeping && result.getDecision() == SamplingDecision.DROP ? SamplingResult.recordOnly() : result;
    }

    @Override
    public String getDescription() {
        return configured.getDescription();
    }

    @Override
    public String toString() {
        return getDescription();
    }
}
