package io.obs.grpc;

import io.grpc.Metadata;
import io.grpc.Metadata.Key;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads and writes single values of a call's metadata by name. */
final class GrpcMetadata {

    /** gRPC's name of what it is. */
    static final String SYSTEM = "grpc";

    /** The longest value that is written: servers refuse calls with more than 8 KiB of metadata in all. */
    private static final int MAX_VALUE = 4_096;

    /** Propagators use a handful of names; some make more of them from what comes in. */
    private static final int MAX_KEYS = 64;

    private static final Map<String, Key<String>> KEYS = new ConcurrentHashMap<>();

    private GrpcMetadata() {}

    /** All values of that name, joined by commas; null where there is none. */
    static @Nullable String get(Metadata metadata, String name) {
        Key<String> key = key(name);
        Iterable<String> all = key == null ? null : metadata.getAll(key);
        if (all == null) {
            return null;
        }
        Iterator<String> values = all.iterator();
        String first = values.next();
        return values.hasNext() ? String.join(",", all) : first;
    }

    /** Puts the value in place of those of that name; one that is too long is left out. */
    static void set(Metadata metadata, String name, String value) {
        Key<String> key = key(name);
        if (key != null && value.length() <= MAX_VALUE) {
            metadata.discardAll(key);
            metadata.put(key, value);
        }
    }

    /** Puts the value where there is none of that name. */
    static void offer(Metadata metadata, String name, String value) {
        Key<String> key = key(name);
        if (key != null && !metadata.containsKey(key)) {
            metadata.put(key, value);
        }
    }

    /** Null for what is no name of a text in gRPC. */
    private static @Nullable Key<String> key(String name) {
        Key<String> known = KEYS.get(name);
        if (known != null) {
            return known;
        }
        try {
            Key<String> made = Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
            if (KEYS.size() < MAX_KEYS) {
                KEYS.putIfAbsent(name, made);
            }
            return made;
        } catch (IllegalArgumentException notAllowed) {
            return null;
        }
    }
}
