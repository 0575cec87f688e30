package io.obs.messaging;

import java.util.List;
import java.util.Map;

/** Asks a broker how many messages wait in its queues; what an adapter brings to {@link QueueDepths}. */
@FunctionalInterface
public interface DepthSource {

    /**
     * Asks for all of them, on a thread that may wait. Never makes, locks or changes a queue.
     *
     * @param queues the names
     * @return the depths of those that the broker answered for; the others have none
     */
    Map<String, Long> depths(List<String> queues);
}
