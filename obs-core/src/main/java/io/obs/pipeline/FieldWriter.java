package io.obs.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * Takes the fields of a log line, one call each, in the order in which they shall stand.
 *
 * <p>Used by one thread at a time. Nulls are left out. Values are masked and escaped by the writer, not the caller.
 */
public interface FieldWriter {

    void string(String key, @Nullable String value);

    void integer(String key, long value);

    /** A number written with at most three decimals. */
    void decimal(String key, double value);

    void bool(String key, boolean value);

    /** A value of any type, rendered by its own JSON type. */
    void object(String key, @Nullable Object value);
}
