package io.obs.pipeline;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
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
abstract class UnrecordedSpan implements Span, SpanContext {

    /** Not OpenTelemetry's own, whose scratch buffer a propagator holds while it asks for the ids. */
    static final HexFormat HEX = HexFormat.of();

    /** Random bits for an id, which may not be all zeros. */
    static long idBits() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long bits;
        do {
            bits = random.nextLong();
        } while (bits == 0);
        return bits;
    }

    @Override
    public final boolean isValid() {
        return true;
    }

    @Override
    public final SpanContext getSpanContext() {
        return this;
    }

    @Override
    public final boolean isRecording() {
        return false;
    }

    @Override
    public final <T> Span setAttribute(AttributeKey<T> key, @Nullable T value) {
        return this;
    }

    @Override
    public final Span setAllAttributes(Attributes attributes) {
        return this;
    }

    @Override
    public final Span addEvent(String name, Attributes attributes) {
        return this;
    }

    @Override
    public final Span addEvent(String name, Attributes attributes, long timestamp, TimeUnit unit) {
        return this;
    }

    @Override
    public final Span setStatus(StatusCode statusCode, String description) {
        return this;
    }

    @Override
    public final Span recordException(Throwable exception, Attributes additionalAttributes) {
        return this;
    }

    @Override
    public final Span updateName(String name) {
        return this;
    }

    @Override
    public final void end() {}

    @Override
    public final void end(long timestamp, TimeUnit unit) {}

    @Override
    public final String toString() {
        return getClass().getSimpleName() + '{' + getTraceId() + ' ' + getSpanId() + '}';
    }
}
