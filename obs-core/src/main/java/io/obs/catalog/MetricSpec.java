package io.obs.catalog;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One metric family of the catalogue: everything that is fixed about it, as data.
 *
 * <p>Made only by {@link Catalog}; meters, documentation, dashboards' and rules' tests are derived from it.
 *
 * @param name the exact name on the scrape, with its unit and {@code _total} suffix
 * @param type counter, gauge or histogram
 * @param group the protocol that wires it ({@code http}, {@code job}, ...); a family exists only where that is wired
 * @param labels the exact labels in their order, {@link Label#SERVICE} included where the family has it
 * @param buckets upper bounds of a histogram's buckets in the family's unit, ascending, without +Inf; else empty
 * @param help the text of the HELP line
 * @param traits what sets its series apart from the rule; mostly none
 */
public record MetricSpec(
        String name,
        MetricType type,
        String group,
        List<Label> labels,
        List<Double> buckets,
        String help,
        Set<MetricTrait> traits) {

    public MetricSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(help, "help");
        labels = List.copyOf(labels);
        buckets = List.copyOf(buckets);
        traits = Set.copyOf(traits);
        if ((type == MetricType.HISTOGRAM) == buckets.isEmpty()) {
            throw new IllegalArgumentException(name + ": buckets belong to histograms, and each histogram has some");
        }
    }

    /** True where the family has that trait. */
    public boolean has(MetricTrait trait) {
        return traits.contains(trait);
    }

    /** True where obs adds the service's name as the first label. */
    public boolean hasService() {
        return !has(MetricTrait.ANY_SERVICE) && labels.stream().anyMatch(Label::isService);
    }

    /** The labels whose values callers give, in order: all but the service's, unless it tells of any service. */
    public List<Label> openLabels() {
        if (has(MetricTrait.ANY_SERVICE)) {
            return labels;
        }
        return labels.stream().filter(label -> !label.isService()).toList();
    }
}
