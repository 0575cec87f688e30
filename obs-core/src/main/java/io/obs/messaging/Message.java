package io.obs.messaging;

import org.jspecify.annotations.Nullable;

/**
 * A message as obs sees it, whatever the broker and its client: what an adapter translates into.
 *
 * <p>Asked only for what is needed; each method is called at most a few times, so adapters need no caching. Nothing
 * that comes out of it is trusted.
 */
public interface Message {

    /** Where it was sent to or came from, as the semantic conventions name it for the broker. */
    String destination();

    /**
     * The text of the header of that name; null where there is none, where it is no text or where it is longer than any
     * that obs reads.
     */
    @Nullable
    String header(String name);

    /** The key by which the broker routed it; null where there is none. */
    default @Nullable String routingKey() {
        return null;
    }

    /** The id that its producer gave it; null where there is none. */
    default @Nullable String id() {
        return null;
    }

    /** What it is an answer to, or will be answered with; null where there is nothing. */
    default @Nullable String conversationId() {
        return null;
    }

    /** The size of its body in bytes; -1 if not known. */
    default long bodySize() {
        return -1;
    }

    /** What its delivery is settled by; -1 for one that is published. */
    default long deliveryTag() {
        return -1;
    }

    /** True where the broker says that it may have been delivered before. */
    default boolean redelivered() {
        return false;
    }

    /** The broker's host; null if not known. */
    default @Nullable String host() {
        return null;
    }

    /** The broker's port; -1 if not known. */
    default int port() {
        return -1;
    }
}
