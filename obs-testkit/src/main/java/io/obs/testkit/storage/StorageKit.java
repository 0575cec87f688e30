package io.obs.testkit.storage;

import io.obs.Observability;
import java.io.InputStream;
import java.util.List;

/** What an adapter's test tells the contract: how to use a real store through its framework. */
public interface StorageKit {

    /** An empty store that obs observes. */
    Store store(Observability obs) throws Exception;

    /** How its spans look. */
    Look look();

    /** What it throws for an object that is not there. */
    Class<? extends Throwable> missing();

    /** A store that was made. What the framework throws, it throws. */
    interface Store extends AutoCloseable {

        void put(String key, byte[] bytes) throws Exception;

        /** The whole object. */
        byte[] get(String key) throws Exception;

        /** The object as a stream, nothing of it read yet. */
        InputStream open(String key) throws Exception;

        void delete(String key) throws Exception;

        List<String> list(String prefix) throws Exception;

        @Override
        default void close() {}
    }

    /**
     * The spans of a store.
     *
     * @param kind their kind
     * @param bucketKey the attribute that names the bucket
     * @param keyKey the attribute that names the object, where the service wants that
     */
    record Look(
            String upload, String download, String delete, String list, String kind, String bucketKey, String keyKey) {}
}
