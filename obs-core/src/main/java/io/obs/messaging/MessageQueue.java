package io.obs.messaging;

import io.obs.catalog.Catalog;
import io.obs.pipeline.Meters;
import io.obs.pipeline.Meters.Counter;
import io.obs.pipeline.Meters.Family;
import io.obs.pipeline.Meters.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * One queue of a service with its meters resolved: what makes a message cost no look-ups.
 *
 * <p>Made by {@link MessagingHandler#queue}; thread-safe. What only consumers have exists from the first use as one.
 */
public final class MessageQueue {

    /** What is measured of consumers. */
    record Consumers(Counter consumed, Counter ack, Counter nack, Counter reject, Histogram duration) {

        Counter settled(Settlement how) {
            return switch (how) {
                case ACK -> ack;
                case NACK -> nack;
                case REJECT -> reject;
            };
        }
    }

    private final Meters meters;
    private final String name;
    private final String publishName;
    private final String processName;
    private final String receiveName;
    private final Counter produced;
    private volatile @Nullable Consumers consumers;

    MessageQueue(Meters meters, String name) {
        this.meters = meters;
        this.name = name;
        publishName = "publish " + name;
        processName = "process " + name;
        receiveName = "receive " + name;
        produced = meters.counters(Catalog.QUEUE_MESSAGES).get(name, "produced");
    }

    /** The name, as in the {@code queue} label. */
    public String name() {
        return name;
    }

    String publishName() {
        return publishName;
    }

    String processName() {
        return processName;
    }

    String receiveName() {
        return receiveName;
    }

    Counter produced() {
        return produced;
    }

    /** Made by whoever comes first; a second one has the same meters. */
    Consumers consumers() {
        Consumers known = consumers;
        if (known == null) {
            Family<Counter> acks = meters.counters(Catalog.QUEUE_ACKS);
            known = new Consumers(
                    meters.counters(Catalog.QUEUE_MESSAGES).get(name, "consumed"),
                    acks.get(name, Settlement.ACK.label()),
                    acks.get(name, Settlement.NACK.label()),
                    acks.get(name, Settlement.REJECT.label()),
                    meters.histograms(Catalog.QUEUE_PROCESSING_DURATION).get(name));
            consumers = known;
        }
        return known;
    }
}
