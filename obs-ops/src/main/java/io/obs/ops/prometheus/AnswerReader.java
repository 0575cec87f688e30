package io.obs.ops.prometheus;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads an answer of the HTTP API as it streams in: matrices, vectors and lists of strings, without a tree in between;
 * and what it tells of its rules, targets and Alertmanagers, with numbers and truths as texts.
 */
final class AnswerReader {

    private static final JsonFactory JSON = new JsonFactory();
    /** The lists of rules, targets and Alertmanagers. */
    private static final Set<String> OBJECTS = Set.of("groups", "activeTargets", "activeAlertmanagers");

    private final JsonParser parser;
    private final long mostSamples;
    private final List<Series> series = new ArrayList<>();
    private final List<String> strings = new ArrayList<>();
    private final List<Map<String, Object>> objects = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private @Nullable String status;
    private @Nullable String error;
    private long samples;

    private AnswerReader(JsonParser parser, long mostSamples) {
        this.parser = parser;
        this.mostSamples = mostSamples;
    }

    /**
     * @throws PrometheusException that {@linkplain PrometheusException#isTooMuch() is too much}, past that many samples
     * @throws tools.jackson.core.JacksonException where it is no JSON, or ends early
     */
    static Answer read(InputStream body, long mostSamples) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            return new AnswerReader(parser, mostSamples).answer();
        }
    }

    private Answer answer() {
        expect(parser.nextToken(), JsonToken.START_OBJECT);
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "status" -> status = parser.getString();
                case "error" -> error = parser.getString();
                case "warnings" -> readStrings(warnings);
                case "data" -> readData();
                default -> parser.skipChildren();
            }
        }
        if (status == null) {
            throw new PrometheusException("it has no status");
        }
        return new Answer(series, strings, objects, warnings, status.equals("success") ? null : String.valueOf(error));
    }

    private void readData() {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            readStrings(strings);
        } else if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("result") && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        readSeries();
                    }
                } else if (OBJECTS.contains(name) && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        objects.add(readObject());
                    }
                } else if (name.equals("storageRetention")) {
                    strings.add(parser.getString());
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    private Map<String, Object> readObject() {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, readValue());
        }
        return object;
    }

    private Object readValue() {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return readObject();
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return parser.getString();
        }
        List<Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(readValue());
        }
        return values;
    }

    private void readStrings(List<String> into) {
        while (parser.currentToken() == JsonToken.START_ARRAY && parser.nextToken() != JsonToken.END_ARRAY) {
            do {
                into.add(parser.getString());
            } while (parser.nextToken() != JsonToken.END_ARRAY);
        }
    }

    private void readSeries() {
        Map<String, String> labels = new LinkedHashMap<>();
        Samples read = new Samples();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "metric" -> {
                    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                        String label = parser.currentName();
                        parser.nextToken();
                        labels.put(label, parser.getString());
                    }
                }
                case "values" -> {
                    while (parser.nextToken() == JsonToken.START_ARRAY) {
                        readSample(read);
                    }
                }
                case "value" -> readSample(read);
                default -> parser.skipChildren();
            }
        }
        series.add(new Series(labels, read.times(), read.values()));
    }

    /** From the array's start to its end. */
    private void readSample(Samples into) {
        if (++samples > mostSamples) {
            throw new PrometheusException("its answer has more than " + mostSamples + " samples", true, null);
        }
        parser.nextToken();
        long time = Math.round(parser.getDoubleValue() * 1000);
        expect(parser.nextToken(), JsonToken.VALUE_STRING);
        into.add(time, number(parser.getString()));
        expect(parser.nextToken(), JsonToken.END_ARRAY);
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static void expect(@Nullable JsonToken is, JsonToken wanted) {
        if (is != wanted) {
            throw new PrometheusException("it is not an answer of the Prometheus HTTP API");
        }
    }

    /** Two arrays that grow. */
    private static final class Samples {

        private long[] times = new long[16];
        private double[] values = new double[16];
        private int size;

        void add(long time, double value) {
            if (size == times.length) {
                times = Arrays.copyOf(times, size * 2);
                values = Arrays.copyOf(values, size * 2);
            }
            times[size] = time;
            values[size++] = value;
        }

        long[] times() {
            return Arrays.copyOf(times, size);
        }

        double[] values() {
            return Arrays.copyOf(values, size);
        }
    }
}
