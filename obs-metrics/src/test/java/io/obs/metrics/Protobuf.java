package io.obs.metrics;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the delimited protobuf of a scrape, by the field numbers of io.prometheus.client.MetricFamily. */
final class Protobuf {

    private static final String[] TYPES = {"counter", "gauge", "summary", "untyped", "histogram"};

    /** One family: its series' values by their labels (a histogram's is its count), the trace ids of its exemplars. */
    record Family(String type, String help, Map<String, Double> values, List<String> exemplars) {}

    private final Map<Integer, List<Object>> fields = new HashMap<>();

    private Protobuf(ByteBuffer in) {
        while (in.hasRemaining()) {
            long tag = varint(in);
            Object value = switch ((int) (tag & 7)) {
                case 0 -> varint(in);
                case 1 -> in.getDouble();
                case 2 -> slice(in);
                default -> throw new IllegalArgumentException("wire type of tag " + tag);
            };
            fields.computeIfAbsent((int) (tag >>> 3), number -> new ArrayList<>())
                    .add(value);
        }
    }

    static Map<String, Family> families(byte[] delimited) {
        ByteBuffer in = ByteBuffer.wrap(delimited).order(ByteOrder.LITTLE_ENDIAN);
        Map<String, Family> families = new LinkedHashMap<>();
        while (in.hasRemaining()) {
            Protobuf family = new Protobuf(slice(in));
            Map<String, Double> values = new LinkedHashMap<>();
            List<String> exemplars = new ArrayList<>();
            for (Protobuf metric : family.messages(4)) {
                values.put(metric.labels(1).toString(), metric.value(exemplars));
            }
            String type =
                    TYPES[((Long) family.fields.getOrDefault(3, List.of(0L)).get(0)).intValue()];
            families.put(family.text(1), new Family(type, family.text(2), values, exemplars));
        }
        return families;
    }

    private double value(List<String> exemplars) {
        for (Protobuf gauge : messages(2)) {
            return gauge.number(1);
        }
        for (Protobuf counter : messages(3)) {
            counter.messages(2).forEach(one -> exemplars.add(one.labels(1).get("trace_id")));
            return counter.number(1);
        }
        for (Protobuf histogram : messages(7)) {
            histogram.messages(3).stream()
                    .flatMap(bucket -> bucket.messages(3).stream())
                    .forEach(one -> exemplars.add(one.labels(1).get("trace_id")));
            return histogram.number(1);
        }
        throw new IllegalArgumentException("neither gauge, counter nor histogram: " + fields.keySet());
    }

    private Map<String, String> labels(int number) {
        Map<String, String> labels = new java.util.TreeMap<>();
        messages(number).forEach(pair -> labels.put(pair.text(1), pair.text(2)));
        return labels;
    }

    private List<Protobuf> messages(int number) {
        return fields.getOrDefault(number, List.of()).stream()
                .map(bytes -> new Protobuf(((ByteBuffer) bytes).duplicate().order(ByteOrder.LITTLE_ENDIAN)))
                .toList();
    }

    private String text(int number) {
        return fields.getOrDefault(number, List.of()).stream()
                .map(bytes -> StandardCharsets.UTF_8
                        .decode(((ByteBuffer) bytes).duplicate())
                        .toString())
                .findFirst()
                .orElse("");
    }

    private double number(int number) {
        return ((Number) fields.getOrDefault(number, List.of(0L)).get(0)).doubleValue();
    }

    private static ByteBuffer slice(ByteBuffer in) {
        int length = (int) varint(in);
        ByteBuffer slice = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + length);
        return slice;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = in.get();
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }
}
