package io.obs.tracing;

import io.opentelemetry.sdk.trace.IdGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Gives the next root span that this thread starts a trace id decided beforehand: one that came with the request, or one
 * that the sampler has looked at already. All other ids are the wrapped generator's.
 */
final class AdoptingIds implements IdGenerator {

    private final ThreadLocal<@Nullable String> handed = new ThreadLocal<>();
    private final IdGenerator others;

    AdoptingIds(IdGenerator others) {
        this.others = others;
    }

    /** The next root span on this thread takes this id; {@link #take()} it back when that has started. */
    void hand(String traceId) {
        handed.set(traceId);
    }

    void take() {
        handed.remove();
    }

    @Override
    public String generateSpanId() {
        return others.generateSpanId();
    }

    @Override
    public String generateTraceId() {
        String traceId = handed.get();
        return traceId != null ? traceId : others.generateTraceId();
    }

    @Override
    public boolean generatesRandomTraceIds() {
        return handed.get() == null && others.generatesRandomTraceIds();
    }

    @Override
    public String toString() {
        return "AdoptingIds{" + others + '}';
    }
}
