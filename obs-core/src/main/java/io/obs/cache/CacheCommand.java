package io.obs.cache;

import org.jspecify.annotations.Nullable;

/**
 * One command to a cache on a network, as an adapter translates it. The handler asks only for what it needs: the texts
 * of spans only for spans that record.
 *
 * <p>Nothing here may hold a key or a value.
 */
public interface CacheCommand {

    /** What it does: the label of its duration. */
    CacheAction action();

    /** The database system by the OpenTelemetry semantic conventions: {@code redis}, {@code memcached}. */
    String system();

    /** The command's name, of low cardinality: {@code GET}, {@code PIPELINE SET}. */
    String name();

    /** The command with keys and values redacted ({@code GET ?}), or null. */
    default @Nullable String text() {
        return null;
    }

    /** The server's name or address, or null where it isn't known. */
    default @Nullable String host() {
        return null;
    }

    /** The server's port, or 0. */
    default int port() {
        return 0;
    }

    /** The database within the server ({@code 0}), or null where it isn't known. */
    default @Nullable String namespace() {
        return null;
    }

    /** How many commands it stands for. */
    default int batchSize() {
        return 1;
    }
}
