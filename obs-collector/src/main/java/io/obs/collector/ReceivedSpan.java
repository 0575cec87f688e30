package io.obs.collector;

import java.util.List;
import java.util.Map;

/**
 * A span as it came over the wire.
 *
 * @param service the resource's {@code service.name}; empty if it has none
 * @param resource all attributes of the resource
 * @param traceId 32 lowercase hex digits
 * @param spanId 16 lowercase hex digits
 * @param parentSpanId 16 lowercase hex digits; empty for a root
 * @param traceState the W3C tracestate; empty if there is none
 * @param flags the W3C trace flags in the low eight bits, and OTLP's own above
 * @param kind {@code INTERNAL}, {@code SERVER}, {@code CLIENT}, {@code PRODUCER}, {@code CONSUMER}
 * @param startNanos nanoseconds since the epoch
 * @param endNanos nanoseconds since the epoch
 * @param attributes values as String, Boolean, Long, Double or List
 * @param status {@code UNSET}, {@code OK} or {@code ERROR}
 * @param statusMessage what the status says; empty if nothing
 */
public record ReceivedSpan(
        String service,
        Map<String, Object> resource,
        String traceId,
        String spanId,
        String parentSpanId,
        String traceState,
        int flags,
        String name,
        String kind,
        long startNanos,
        long endNanos,
        Map<String, Object> attributes,
        List<SpanEvent> events,
        List<SpanLink> links,
        String status,
        String statusMessage) {

    /**
     * Something that happened within the span.
     *
     * @param nanos nanoseconds since the epoch
     */
    public record SpanEvent(String name, long nanos, Map<String, Object> attributes) {}

    /** Another span that it has to do with. */
    public record SpanLink(String traceId, String spanId) {}

    /** True where it has no parent at all. */
    public boolean isRoot() {
        return parentSpanId.isEmpty();
    }

    /** True where the status is an error. */
    public boolean failed() {
        return status.equals("ERROR");
    }
}
