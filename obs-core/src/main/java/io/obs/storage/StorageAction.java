package io.obs.storage;

/**
 * What is done to a store, as metrics see it: the values of the label {@code operation}, and what has none.
 *
 * <p>Objects count, not what is around them: asking for an object's metadata, making a bucket or setting its policy is
 * {@link #OTHER}.
 */
public enum StorageAction {
    /** An object is written, whole or in parts, or copied inside the store. */
    UPLOAD,
    /** An object is read, or a range of it. */
    DOWNLOAD,
    /** One object is deleted, or several at once. */
    DELETE,
    /** Objects, their versions or buckets are listed. */
    LIST,
    /** Anything else: a span, and neither time nor error. */
    OTHER
}
