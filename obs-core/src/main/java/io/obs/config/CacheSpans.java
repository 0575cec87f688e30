package io.obs.config;

/** For which commands of caches on a network spans are made. */
public enum CacheSpans {

    /** For those inside a trace: what runs in the background makes no trace of each command. */
    INSIDE,
    /** For all of them; a command outside a trace is one of its own. */
    ALL,
    /** For none; they are still counted and timed. */
    NONE
}
