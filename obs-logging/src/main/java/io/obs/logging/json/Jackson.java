package io.obs.logging.json;

import io.obs.pipeline.FieldWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets Jackson write what only it can, bounded in depth and size, and reads the result back as plain values, so that
 * masking, escaping and the rule of no field twice hold for it too. Thread-safe; only loaded where Jackson 3 is.
 */
final class Jackson {

    private static final int DEEPEST = 32;
    private static final int MOST_CHARACTERS = 64 * 1024;

    /** Made when it is first needed: most services log nothing that needs it, and it takes its time. */
    private static final class Lazy {

        static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                        .streamWriteConstraints(StreamWriteConstraints.builder()
                                .maxNestingDepth(DEEPEST)
                                .build())
                        .build())
                .findAndAddModules()
                .build();
    }

    static JsonMapper mapper() {
        return Lazy.MAPPER;
    }

    /** What Jackson makes of an object. */
    @Nullable
    Object tree(Object value) {
        return parsed(written(generator -> generator.writePOJO(value)));
    }

    /** What a raw text of JSON says; the text itself where it isn't JSON. */
    @Nullable
    Object rawTree(String json) {
        try {
            return parsed(json);
        } catch (RuntimeException e) {
            return json;
        }
    }

    /** Hands over the fields that something writes into an object. */
    void fields(Consumer<JsonGenerator> writing, FieldWriter to) {
        String json = written(generator -> {
            generator.writeStartObject();
            writing.accept(generator);
            generator.writeEndObject();
        });
        try (JsonParser parser = mapper().createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                to.object(name, value(parser));
            }
        }
    }

    private String written(Consumer<JsonGenerator> writing) {
        Bounded out = new Bounded();
        try (JsonGenerator generator = mapper().createGenerator(out)) {
            writing.accept(generator);
        }
        return out.text.toString();
    }

    private @Nullable Object parsed(String json) {
        try (JsonParser parser = mapper().createParser(json)) {
            parser.nextToken();
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("more than one value");
            }
            return value;
        }
    }

    private static @Nullable Object value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IllegalArgumentException("no value");
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    map.put(name, value(parser));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getString();
        };
    }

    /** Ends what would write without an end. */
    private static final class Bounded extends Writer {

        final StringBuilder text = new StringBuilder();

        @Override
        public void write(char[] from, int offset, int length) {
            if (text.length() + length > MOST_CHARACTERS) {
                throw new IllegalStateException("more than " + MOST_CHARACTERS + " characters of JSON");
            }
            text.append(from, offset, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
