package io.obs.metrics;

import java.util.concurrent.atomic.AtomicBoolean;

/** Something of the service's own that is asked at a scrape, and may throw or hang. */
abstract class Reading {

    private final AtomicBoolean busy = new AtomicBoolean();

    /** Asks and keeps the answer; may throw, may take forever. */
    abstract void read() throws Exception;

    /** It threw: there is no answer to show. */
    abstract void failed();

    /** Takes it for one thread; false while another one still waits for it. */
    final boolean enter() {
        return busy.compareAndSet(false, true);
    }

    final void leave() {
        busy.set(false);
    }
}
