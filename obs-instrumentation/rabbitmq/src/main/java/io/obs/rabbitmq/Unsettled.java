package io.obs.rabbitmq;

import io.obs.messaging.ConsumerOperation;
import io.obs.messaging.MessagingHandler;
import io.obs.messaging.Settlement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of one channel that the service has not settled yet, by their tags.
 *
 * <p>Bounded: of a service that never settles, the oldest are given up. Thread-safe.
 */
final class Unsettled {

    private final MessagingHandler messages;
    private final ConcurrentNavigableMap<Long, ConsumerOperation> deliveries = new ConcurrentSkipListMap<>();
    private final AtomicInteger size = new AtomicInteger();

    Unsettled(MessagingHandler messages) {
        this.messages = messages;
    }

    void add(long tag, ConsumerOperation delivery) {
        ConsumerOperation before = deliveries.put(tag, delivery);
        if (before != null) { // the client uses a tag again, which it should not
            before.abandoned("channel_closed");
        } else if (size.incrementAndGet() > messages.maxUnsettled()) {
            Map.Entry<Long, ConsumerOperation> oldest = deliveries.pollFirstEntry();
            if (oldest != null) {
                size.decrementAndGet();
                messages.forget(oldest.getValue());
            }
        }
    }

    /** The one with that tag; null where there is none. */
    @Nullable
    ConsumerOperation get(long tag) {
        return deliveries.get(tag);
    }

    /** @param multiple whether all before it are settled with it; all there are where the tag is 0 */
    void settled(long tag, boolean multiple, Settlement how) {
        if (!multiple) {
            ConsumerOperation delivery = take(tag);
            if (delivery != null) {
                delivery.settled(how);
            }
            return;
        }
        for (Long each : (tag == 0 ? deliveries : deliveries.headMap(tag, true)).keySet()) {
            ConsumerOperation delivery = take(each);
            if (delivery != null) {
                delivery.settled(how);
            }
        }
    }

    /** It can't be settled: its channel was gone before it came. */
    void abandon(long tag) {
        ConsumerOperation delivery = take(tag);
        if (delivery != null) {
            delivery.abandoned("channel_closed");
        }
    }

    /** Their channel is gone: none of them can be settled any more, the broker delivers them again. */
    void abandonAll() {
        Map<String, Long> byQueue = new HashMap<>();
        for (Long tag : deliveries.keySet()) {
            ConsumerOperation delivery = take(tag);
            if (delivery != null) {
                byQueue.merge(delivery.queue().name(), 1L, Long::sum);
                delivery.abandoned("channel_closed");
            }
        }
        byQueue.forEach(messages::unsettled);
    }

    /** The service asked for all of them again. */
    void requeued() {
        for (Long tag : deliveries.keySet()) {
            ConsumerOperation delivery = take(tag);
            if (delivery != null) {
                delivery.abandoned("requeued");
            }
        }
    }

    private @Nullable ConsumerOperation take(Long tag) {
        ConsumerOperation delivery = deliveries.remove(tag);
        if (delivery != null) {
            size.decrementAndGet();
        }
        return delivery;
    }
}
