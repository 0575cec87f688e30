package io.obs.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The callbacks whose values one series shows. Thread-safe. */
final class Sources {

    private static final List<Source> NONE = List.of();

    private volatile List<Source> attached = NONE;

    synchronized void attach(Source source) {
        if (attached.isEmpty()) {
            attached = new CopyOnWriteArrayList<>();
        }
        attached.add(source);
    }

    synchronized void detach(Source source) {
        if (attached.remove(source) && attached.isEmpty()) {
            attached = NONE;
        }
    }

    boolean isEmpty() {
        return attached.isEmpty();
    }

    /** True where one of them has no value to show. */
    boolean failed() {
        for (Source source : attached) {
            if (!source.isReadable()) {
                return true;
            }
        }
        return false;
    }

    double sum() {
        double sum = 0;
        for (Source source : attached) {
            sum += source.value();
        }
        return sum;
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
