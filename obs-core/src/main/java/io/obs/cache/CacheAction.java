package io.obs.cache;

import java.util.Locale;

/** What a cache is asked to do: the bounded values of the label {@code operation}. */
public enum CacheAction {

    /** Look-ups: what counts hits and misses. */
    GET,
    /** Values are put in. */
    SET,
    /** Values are taken out. */
    DELETE,
    /** Is it there? Neither hit nor miss: a look-up mostly follows. */
    EXISTS,
    /** Times to live are set, asked for or taken off. */
    EXPIRE,
    /** Counters are counted up or down. */
    INCR,
    /** Lists, sets, sorted sets, streams. */
    COLLECTION,
    /** What is missing is made or fetched from elsewhere, by the cache itself. */
    LOAD,
    /** Several commands at once: a pipeline, a transaction. */
    BATCH,
    /** Everything else. */
    OTHER;

    private final String label = name().toLowerCase(Locale.ROOT);

    String label() {
        return label;
    }
}
