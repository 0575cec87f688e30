package io.obs.tracing;

import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The standard samplers, decided without the SDK: it would have to be asked with a span's attributes in hand, and what
 * is dropped shall cost next to nothing.
 *
 * @param parentBased true where a parent's decision is followed
 * @param bound a trace is sampled where the lower half of its id is below it, as TraceIdRatioBased has it
 */
record Sampling(boolean parentBased, long bound) {

    static final List<String> STANDARD_NAMES = List.of(
            "always_on",
            "always_off",
            "traceidratio",
            "parentbased_always_on",
            "parentbased_always_off",
            "parentbased_traceidratio");

    private static final long ALL = Long.MAX_VALUE;
    private static final long NONE = Long.MIN_VALUE;
    private static final int LOWER_HALF = 16;
    private static final int HEX = 16;

    /** The standard sampler of that name; null where it is none. */
    static @Nullable Sampling named(String name, @Nullable String argument) {
        if (!STANDARD_NAMES.contains(name)) {
            return null;
        }
        boolean parentBased = name.startsWith("parentbased_");
        if (name.endsWith("traceidratio")) {
            return new Sampling(parentBased, bound(argument == null ? 1 : Double.parseDouble(argument)));
        }
        return new Sampling(parentBased, name.endsWith("always_on") ? ALL : NONE);
    }

    private static long bound(double ratio) {
        if (ratio <= 0) {
            return NONE;
        }
        return ratio >= 1 ? ALL : (long) (ratio * Long.MAX_VALUE);
    }

    /** True where the decision hangs on the trace's id alone. */
    boolean needsTraceId(SpanContext parent) {
        return bound != ALL && bound != NONE && !follows(parent);
    }

    /** True where the parent has decided. */
    boolean follows(SpanContext parent) {
        return parentBased && parent.isValid();
    }

    /** The decision where it needs no trace id. */
    boolean sampled(SpanContext parent) {
        return follows(parent) ? parent.isSampled() : bound == ALL;
    }

    /** True where it is dropped whatever its trace's id will be. */
    boolean drops(SpanContext parent) {
        return !needsTraceId(parent) && !sampled(parent);
    }

    /** The decision by the trace's id. */
    boolean sampled(String traceId) {
        return Math.abs(Long.parseUnsignedLong(traceId, LOWER_HALF, traceId.length(), HEX)) < bound;
    }
}
