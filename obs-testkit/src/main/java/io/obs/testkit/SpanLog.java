package io.obs.testkit;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Knows at once which traces an obs has begun, which spans are still open and how many have ended. */
final class SpanLog implements SpanProcessor {

    private final Set<String> traces = ConcurrentHashMap.newKeySet();
    private final Map<String, ReadableSpan> open = new ConcurrentHashMap<>();
    private final AtomicLong ended = new AtomicLong();
    private volatile Set<String> past = Set.of();

    boolean knows(String traceId) {
        return traces.contains(traceId);
    }

    /** True for the traces that had begun when {@link #forget} was called. */
    boolean isPast(String traceId) {
        return past.contains(traceId);
    }

    void forget() {
        past = Set.copyOf(traces);
        open.clear();
    }

    /** How many spans were handed to the exporter. */
    long ended() {
        return ended.get();
    }

    /** The names of the spans that have not ended. */
    List<String> open() {
        return open.values().stream().map(ReadableSpan::getName).sorted().toList();
    }

    /** The same of one trace. */
    List<String> open(String traceId) {
        return open.values().stream()
                .filter(span -> span.getSpanContext().getTraceId().equals(traceId))
                .map(ReadableSpan::getName)
                .sorted()
                .toList();
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        traces.add(span.getSpanContext().getTraceId());
        open.put(span.getSpanContext().getSpanId(), span);
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (span.getSpanContext().isSampled()) {
            ended.incrementAndGet();
        }
        open.remove(span.getSpanContext().getSpanId());
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }
}
