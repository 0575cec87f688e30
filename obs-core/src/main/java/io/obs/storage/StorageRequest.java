package io.obs.storage;

import org.jspecify.annotations.Nullable;

/**
 * One call to a store, as an adapter describes it. Asked for what spans show only where a span is recorded.
 */
public interface StorageRequest {

    /** The value of {@link #rpcSystem()} for the services of AWS, and what speaks their protocol. */
    String AWS = "aws-api";

    /** What is done. */
    StorageAction action();

    /** The span's name, of low cardinality; for a remote store the service and its method, {@code S3/PutObject}. */
    String name();

    /** The protocol of a remote store; null where the store is in this process or makes spans of its own. */
    default @Nullable String rpcSystem() {
        return null;
    }

    /** The bucket, container or directory. */
    default @Nullable String bucket() {
        return null;
    }

    /** The object's name; it goes on no span unless the service wants that ({@code obs.storage.keys}). */
    default @Nullable String key() {
        return null;
    }

    /** The object's bytes; negative where that is not known. */
    default long size() {
        return -1;
    }

    /** The number of a part of an object, from 1; 0 for what is no part. */
    default int part() {
        return 0;
    }
}
