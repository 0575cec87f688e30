package io.obs.pipeline;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A span that only has ids, and is its own span context: one object, whose texts are made when somebody reads them. Most
 * unsampled requests write them once or never.
 *
 * <p>Thread-safe: a text that two threads make at once is the same text.
 */
final class UnrecordedSpan implements Span, SpanContext {

    /** Not OpenTelemetry's own, whose scratch buffer a propagator holds while it asks for the ids. */
    private static final HexFormat HEX = HexFormat.of();

    private final TraceFlags flags;
    private final TraceState state;
    private final long traceHigh;
    private final long traceLow;
    private final long spanBits;
    private @Nullable String traceId;
    private @Nullable String spanId;

    /** @param traceId the trace it belongs to; null for a new one */
    UnrecordedSpan(@Nullable String traceId, TraceFlags flags, TraceState state) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        this.flags = flags;
        this.state = state;
        this.traceId = traceId;
        this.traceHigh = traceId == null ? random.nextLong() : 0;
        this.traceLow = traceId == null ? notZero(random) : 0;
        this.spanBits = notZero(random);
    }

    private static long notZero(ThreadLocalRandom random) {
        long bits;
        do {
            bits = random.nextLong();
        } while (bits == 0);
        return bits;
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
    public boolean isValid() {
        return true;
    }

    @Override
    public TraceFlags getTraceFlags() {
        return flags;
    }

    @Override
    public TraceState getTraceState() {
        return state;
    }

    @Override
    public boolean isRemote() {
        return false;
    }

    @Override
    public SpanContext getSpanContext() {
        return this;
    }

    @Override
    public boolean isRecording() {
        return false;
    }

    @Override
    public <T> Span setAttribute(AttributeKey<T> key, @Nullable T value) {
        return this;
    }

    @Override
    public Span setAllAttributes(Attributes attributes) {
        return this;
    }

    @Override
    public Span addEvent(String name, Attributes attributes) {
        return this;
    }

    @Override
    public Span addEvent(String name, Attributes attributes, long timestamp, TimeUnit unit) {
        return this;
    }

    @Override
    public Span setStatus(StatusCode statusCode, String description) {
        return this;
    }

    @Override
    public Span recordException(Throwable exception, Attributes additionalAttributes) {
        return this;
    }

    @Override
    public Span updateName(String name) {
        return this;
    }

    @Override
    public void end() {}

    @Override
    public void end(long timestamp, TimeUnit unit) {}

    @Override
    public String toString() {
        return "UnrecordedSpan{" + getTraceId() + ' ' + getSpanId() + '}';
    }
}
