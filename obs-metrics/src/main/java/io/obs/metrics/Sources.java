package io.obs.metrics;

import java.util.ArrayList;
import java.util.List;

/** The callbacks whose values one series shows. Thread-safe. */
final class Sources {

    /** Never changed, only replaced. */
    private volatile List<Source> attached = List.of();

    synchronized void attach(Source source) {
        List<Source> more = new ArrayList<>(attached);
        more.add(source);
        attached = List.copyOf(more);
    }

    synchronized void detach(Source source) {
        List<Source> fewer = new ArrayList<>(attached);
        fewer.remove(source);
        attached = List.copyOf(fewer);
    }

    boolean isEmpty() {
        return attached.isEmpty();
    }

    /** True where one of them has no value to show. */
    boolean failed() {
        List<Source> all = attached;
        for (int i = 0; i < all.size(); i++) { // most series have none: not even an iterator
            if (!all.get(i).isReadable()) {
                return true;
            }
        }
        return false;
    }

    double sum() {
        List<Source> all = attached;
        double sum = 0;
        for (int i = 0; i < all.size(); i++) {
            sum += all.get(i).value();
        }
        return sum;
    }

    /** True where the one attached last has no value to show. */
    boolean lastFailed() {
        List<Source> all = attached;
        return all.isEmpty() || !all.get(all.size() - 1).isReadable();
    }

    /** The value of the one attached last; NaN without any. */
    double last() {
        List<Source> all = attached;
        return all.isEmpty() ? Double.NaN : all.get(all.size() - 1).value();
    }

    void readingsTo(List<? super Reading> list) {
        list.addAll(attached);
    }
}
