package io.obs.collector;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From OTLP's protobuf messages to plain records. */
final class Decoder {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private Decoder() {}

    static List<ReceivedSpan> spans(ExportTraceServiceRequest request) {
        List<ReceivedSpan> spans = new ArrayList<>();
        for (ResourceSpans ofResource : request.getResourceSpansList()) {
            Map<String, Object> resource = map(ofResource.getResource().getAttributesList());
            String service = String.valueOf(resource.getOrDefault("service.name", ""));
            for (ScopeSpans ofScope : ofResource.getScopeSpansList()) {
                for (Span span : ofScope.getSpansList()) {
                    spans.add(span(service, resource, span));
                }
            }
        }
        return spans;
    }

    private static ReceivedSpan span(String service, Map<String, Object> resource, Span span) {
        return new ReceivedSpan(
                service,
                resource,
                hex(span.getTraceId()),
                hex(span.getSpanId()),
                hex(span.getParentSpanId()),
                span.getTraceState(),
                span.getFlags(),
                span.getName(),
                suffix(span.getKind().name(), "SPAN_KIND_"),
                span.getStartTimeUnixNano(),
                span.getEndTimeUnixNano(),
                map(span.getAttributesList()),
                span.getEventsList().stream()
                        .map(event -> new ReceivedSpan.SpanEvent(
                                event.getName(), event.getTimeUnixNano(), map(event.getAttributesList())))
                        .toList(),
                span.getLinksList().stream()
                        .map(link -> new ReceivedSpan.SpanLink(hex(link.getTraceId()), hex(link.getSpanId())))
                        .toList(),
                suffix(span.getStatus().getCode().name(), "STATUS_CODE_"),
                span.getStatus().getMessage());
    }

    private static String suffix(String constant, String prefix) {
        return constant.startsWith(prefix) ? constant.substring(prefix.length()) : constant;
    }

    private static Map<String, Object> map(List<KeyValue> pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        pairs.forEach(pair -> map.put(pair.getKey(), value(pair.getValue())));
        return Collections.unmodifiableMap(map);
    }

    private static Object value(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> value.getBoolValue();
            case INT_VALUE -> value.getIntValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            case ARRAY_VALUE ->
                value.getArrayValue().getValuesList().stream()
                        .map(Decoder::value)
                        .toList();
            case KVLIST_VALUE -> map(value.getKvlistValue().getValuesList());
            case BYTES_VALUE -> hex(value.getBytesValue());
            default -> "";
        };
    }

    private static String hex(ByteString bytes) {
        char[] text = new char[bytes.size() * 2];
        for (int i = 0; i < bytes.size(); i++) {
            text[2 * i] = HEX[(bytes.byteAt(i) >> 4) & 15];
            text[2 * i + 1] = HEX[bytes.byteAt(i) & 15];
        }
        return new String(text);
    }
}
