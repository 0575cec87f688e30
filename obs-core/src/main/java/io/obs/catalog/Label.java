package io.obs.catalog;

import java.util.List;
import java.util.Objects;

/**
 * One label of a metric family and the values it may take.
 *
 * @param name the label's name as it stands on the scrape
 * @param cap how many distinct values may become series before the surplus folds into {@link #OTHER}; at least 1
 * @param values the known values of a bounded label, or empty where the set is open (a route, a queue's name)
 */
public record Label(String name, int cap, List<String> values) {

    /** The value into which every value beyond the cap is folded. */
    public static final String OTHER = "_other";

    /** The cap of labels for which nothing else is said (SPEC section 1, "Rules"). */
    public static final int DEFAULT_CAP = 100;

    /** The label that obs fills by itself with the service's name. */
    public static final Label SERVICE = open("service");

    public Label {
        Objects.requireNonNull(name, "name");
        values = List.copyOf(values);
        if (cap < 1) {
            throw new IllegalArgumentException("cap of label " + name + " is " + cap + ", allowed: at least 1");
        }
    }

    /** A label whose values only the running service knows. */
    static Label open(String name) {
        return new Label(name, DEFAULT_CAP, List.of());
    }

    /** A label with a known, closed set of values. */
    static Label of(String name, String... values) {
        return new Label(name, Math.max(values.length, 1), List.of(values));
    }

    /** True where all values are known beforehand, so that their series can exist at zero. */
    public boolean isBounded() {
        return !values.isEmpty();
    }

    /** True for {@link #SERVICE}, which callers never give. */
    public boolean isService() {
        return name.equals(SERVICE.name());
    }
}
