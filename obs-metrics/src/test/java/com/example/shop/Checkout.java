package com.example.shop;

import io.obs.Observability;
import io.obs.catalog.Catalog;
import io.obs.pipeline.Meters;

/** A service's own code, outside of obs's packages. */
public final class Checkout {

    private final Meters.Family<Meters.Counter> acks;

    public Checkout(Observability obs) {
        acks = obs.meters().counters(Catalog.QUEUE_ACKS);
    }

    public void ack(String queue) {
        acks.get(queue, "ack").inc();
    }
}
