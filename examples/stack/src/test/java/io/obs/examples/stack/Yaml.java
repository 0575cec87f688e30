package io.obs.examples.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A YAML document, or a part of one; a key that is there twice is an error. */
record Yaml(@Nullable Object value) {

    /** The documents of a file. */
    static List<Yaml> read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Yaml> parse(String name, String text) {
        Load load = new Load(LoadSettings.builder()
                .setLabel(name)
                .setMaxAliasesForCollections(1_000)
                .build());
        return StreamSupport.stream(load.loadAllFromString(text).spliterator(), false)
                .filter(Objects::nonNull)
                .map(document -> new Yaml(merged(document)))
                .toList();
    }

    /** With what {@code <<} stands for. */
    private static @Nullable Object merged(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(Yaml::merged).toList();
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<Object, @Nullable Object> all = new LinkedHashMap<>();
        if (map.get("<<") instanceof Map<?, ?> others) {
            others.forEach((key, other) -> all.put(key, merged(other)));
        }
        map.forEach((key, own) -> {
            if (!"<<".equals(key)) {
                all.put(key, merged(own));
            }
        });
        return all;
    }

    /** What is at the end of the path; nothing where it is not there. */
    Yaml at(String... path) {
        Object inner = value;
        for (String name : path) {
            inner = inner instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return new Yaml(inner);
    }

    /** The elements of a list, or the values of a mapping. */
    List<Yaml> all() {
        Stream<?> values = value instanceof List<?> list
                ? list.stream()
                : value instanceof Map<?, ?> map ? map.values().stream() : Stream.empty();
        return values.map(Yaml::new).toList();
    }

    /** The names of a mapping's fields. */
    List<String> names() {
        return value instanceof Map<?, ?> map
                ? map.keySet().stream().map(String::valueOf).toList()
                : List.of();
    }

    List<String> texts() {
        return all().stream().map(Yaml::text).toList();
    }

    String text() {
        return value == null ? "" : String.valueOf(value);
    }

    /** Every text below, wherever it stands. */
    Stream<String> leaves() {
        return value instanceof Map || value instanceof List ? all().stream().flatMap(Yaml::leaves) : Stream.of(text());
    }
}
