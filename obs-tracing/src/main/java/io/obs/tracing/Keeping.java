package io.obs.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.Map;
import java.util.Set;

/**
 * Holds the spans of unsampled traces back until their local root has ended, then lets go of them, or sends them on
 * because something failed or was slow.
 *
 * <p>Bounded in traces and spans; what finds no room is given up, the oldest first, and only counted as that. Spread
 * over stripes, so that requests seldom wait for each other, and then only for a few instructions. Thread-safe.
 */
final class Keeping implements SpanProcessor {

    private static final int STRIPES = 8;

    private final Set<TracingKeys.Keep> keep;
    private final HeldTraces[] stripes = new HeldTraces[STRIPES];

    /** @param onwards takes the kept spans, as if they had been sampled */
    Keeping(Set<TracingKeys.Keep> keep, int maxTraces, int maxSpans, SpanProcessor onwards) {
        this.keep = keep;
        int few = Math.max(1, maxTraces / STRIPES);
        int spans = Math.max(1, maxSpans / STRIPES);
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new HeldTraces(few, spans, onwards);
        }
    }

    /** The operation of this span was slow. */
    void slow(Span span) {
        SpanContext context = span.getSpanContext();
        if (keep.contains(TracingKeys.Keep.SLOW) && !context.isSampled()) {
            stripe(context).want(context.getTraceId());
        }
    }

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {
        SpanContext context = span.getSpanContext();
        if (!context.isSampled() && isLocalRoot(span)) {
            stripe(context).opened(context.getTraceId());
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        SpanContext context = span.getSpanContext();
        if (context.isSampled()) {
            return;
        }
        boolean wanted = keep.contains(TracingKeys.Keep.ERRORS) && failed(span);
        stripe(context).ended(span, isLocalRoot(span), wanted);
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    private static boolean failed(ReadableSpan span) {
        return span.toSpanData().getStatus().getStatusCode() == io.opentelemetry.api.trace.StatusCode.ERROR;
    }

    private static boolean isLocalRoot(ReadableSpan span) {
        SpanContext parent = span.getParentSpanContext();
        return !parent.isValid() || parent.isRemote();
    }

    private HeldTraces stripe(SpanContext context) {
        return stripes[context.getTraceId().charAt(31) & (STRIPES - 1)];
    }

    /** Lets go of everything. */
    @Override
    public CompletableResultCode shutdown() {
        for (HeldTraces stripe : stripes) {
            stripe.clear();
        }
        return CompletableResultCode.ofSuccess();
    }

    /** For the admin page. */
    Map<String, Object> now() {
        long kept = 0;
        long givenUp = 0;
        int held = 0;
        for (HeldTraces stripe : stripes) {
            kept += stripe.kept();
            givenUp += stripe.givenUp();
            held += stripe.spans();
        }
        return Map.of("kept_traces", kept, "given_up_keeping", givenUp, "held_spans", held);
    }
}
