package io.obs.logging;

import io.obs.pipeline.FieldWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/** A line's fields as key-value pairs, for appenders of the service's own. */
final class LinePairs implements FieldWriter {

    private final List<KeyValuePair> pairs = new ArrayList<>(4);

    List<KeyValuePair> pairs() {
        return pairs;
    }

    @Override
    public void string(String key, @Nullable String value) {
        object(key, value);
    }

    @Override
    public void integer(String key, long value) {
        object(key, value);
    }

    @Override
    public void decimal(String key, double value) {
        object(key, Math.rint(value * 1000) / 1000);
    }

    @Override
    public void bool(String key, boolean value) {
        object(key, value);
    }

    @Override
    public void object(String key, @Nullable Object value) {
        if (value != null) {
            pairs.add(new KeyValuePair(key, value));
        }
    }
}
