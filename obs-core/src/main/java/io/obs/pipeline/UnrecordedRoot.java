package io.obs.pipeline;

import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** An unrecorded span without a parent. */
final class UnrecordedRoot extends UnrecordedSpan {

    private final TraceFlags flags;
    private final long traceHigh;
    private final long traceLow;
    private final long spanBits = idBits();
    private @Nullable String traceId;
    private @Nullable String spanId;

    /** @param traceId the trace it begins; null for a random one */
    UnrecordedRoot(@Nullable String traceId, TraceFlags flags) {
        this.flags = flags;
        this.traceId = traceId;
        this.traceHigh = traceId == null ? ThreadLocalRandom.current().nextLong() : 0;
        this.traceLow = traceId == null ? idBits() : 0;
    }

    @Override
    public String getTraceId() {
        String known = traceId;
        if (known == null) {
            known = HEX.toHexDigits(traceHigh) + HEX.toHexDigits(traceLow);
            traceId = known;
        }
        return known;
    }

    @Override
    public String getSpanId() {
        String known = spanId;
        if (known == null) {
            known = HEX.toHexDigits(spanBits);
            spanId = known;
        }
        return known;
    }

    @Override
    public TraceFlags getTraceFlags() {
        return flags;
    }

    @Override
    public TraceState getTraceState() {
        return TraceState.getDefault();
    }

    @Override
    public boolean isRemote() {
        return false;
    }
}
