package io.obs.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads the callbacks of families before they are written: those of the service by threads that may get stuck, then obs's
 * own (health, heap, losses), which are bounded by themselves and so know of what has just failed.
 */
final class FamilyReader {

    private static final Set<String> OWN_GROUPS = Set.of("service", "obs");

    private final CallbackRunner callbacks;

    FamilyReader(CallbackRunner callbacks) {
        this.callbacks = callbacks;
    }

    /** @param others what else the scrape reads */
    void read(List<MetricFamily> families, List<Reading> others) {
        List<Reading> services = new ArrayList<>(others);
        List<Reading> own = new ArrayList<>();
        for (MetricFamily family : families) {
            boolean isOwn = OWN_GROUPS.contains(family.text().spec().group());
            family.readingsTo(isOwn ? own : services);
        }
        callbacks.read(services);
        own.forEach(callbacks::readHere);
    }
}
