package io.obs.pipeline;

/** What an operation speaks with others, where it does. */
public enum Protocol {
    HTTP,
    RPC,
    MESSAGING,
    CACHE,
    DB,
    STORAGE
}
