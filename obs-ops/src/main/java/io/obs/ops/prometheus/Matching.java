package io.obs.ops.prometheus;

import io.obs.ops.promql.Selector;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Selectors of series by the values of any labels: the service's name may stand in another label than the catalogue's.
 */
public final class Matching {

    private Matching() {}

    /** The series of that metric whose labels have exactly those values. */
    public static String exactly(String metric, Map<String, String> labels) {
        return metric
                + new TreeMap<>(labels)
                        .entrySet().stream()
                                .map(each -> each.getKey() + "=" + Selector.quoted(each.getValue()))
                                .collect(Collectors.joining(",", "{", "}"));
    }
}
