package io.obs.ops.slo;

import io.obs.ops.promql.Matcher;
import io.obs.ops.yaml.YamlFields;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the SLI of one objective: what Prometheus counts. */
final class OpenSloIndicator {

    private static final Set<String> SPEC = Set.of("description", "ratioMetric", "thresholdMetric");
    private static final Set<String> RATIO = Set.of("counter", "good", "bad", "total");

    private final String service;
    private final YamlFields objective;

    OpenSloIndicator(String service, YamlFields objective) {
        this.service = service;
        this.objective = objective;
    }

    /** The indicator, or null where there is a fault. */
    @Nullable
    Indicator of(YamlFields document) {
        YamlFields spec = document.requiredChild("spec", SPEC);
        if (spec.has("ratioMetric") == spec.has("thresholdMetric")) {
            spec.fault("ratioMetric", "or thresholdMetric, one of the two, must be there");
            return null;
        }
        return spec.has("ratioMetric") ? ratio(spec.requiredChild("ratioMetric", RATIO)) : threshold(spec);
    }

    private @Nullable Indicator ratio(YamlFields ratio) {
        for (String name : List.of("op", "value")) {
            if (objective.has(name)) {
                objective.fault(name, "is for a thresholdMetric, and the indicator is a ratioMetric");
            }
        }
        String counter = ratio.requiredText("counter");
        if (!counter.isEmpty() && !counter.equals("true")) {
            ratio.fault("counter", "\"" + counter + "\" is not allowed; allowed: true, for metrics that only grow");
        }
        if (ratio.has("good") == ratio.has("bad")) {
            ratio.fault("good", "or bad, one of the two, must be there");
            return null;
        }
        boolean good = ratio.has("good");
        YamlFields query = query(ratio, "total");
        Counted total = counted(query, text -> Counted.of(text, service));
        YamlFields partOf = query(ratio, good ? "good" : "bad");
        Counted part = counted(partOf, text -> Counted.of(text, service));
        if (total == null || part == null) {
            return null;
        }
        if (total.suffix().equals("_bucket")) {
            query.fault(
                    "query",
                    "counts " + total.name() + "; the total is "
                            + total.as("_count").name());
            return null;
        }
        if (part.suffix().equals("_bucket")) {
            return bucket(partOf, total, part, good);
        }
        return good ? Indicator.good(total, part) : Indicator.bad(total, part);
    }

    private static @Nullable Indicator bucket(YamlFields query, Counted total, Counted part, boolean good) {
        List<Double> bounds = part.matchers().stream()
                .filter(matcher -> matcher.label().equals("le"))
                .map(OpenSloIndicator::bound)
                .toList();
        Counted buckets = part.without("le");
        boolean same = buckets.as("_count").name().equals(total.name())
                && Set.copyOf(buckets.matchers()).equals(Set.copyOf(total.matchers()));
        if (!good || bounds.size() != 1 || bounds.get(0) == null || !same) {
            query.fault(
                    "query",
                    "counts " + part.name()
                            + "; allowed: as good, with one le=\"BOUND\", and else the matchers of the total, which is "
                            + part.as("_count").name());
            return null;
        }
        return Indicator.within(buckets, Objects.requireNonNull(bounds.get(0)));
    }

    private static @Nullable Double bound(Matcher matcher) {
        boolean number = matcher.operator().equals("=") && matcher.value().matches("[0-9]{1,9}([.][0-9]{1,9})?");
        return number ? Double.valueOf(matcher.value()) : null;
    }

    private @Nullable Indicator threshold(YamlFields spec) {
        String op = objective.requiredText("op");
        if (!op.isEmpty() && !op.equals("lte")) {
            objective.fault("op", "\"" + op + "\" is not allowed; allowed: lte, since buckets count up to their bound");
        }
        Double value = objective.number("value", 0.000_001, 1e9);
        if (value == null && !objective.has("value")) {
            objective.fault("value", "is missing: how many seconds are good");
        }
        Counted buckets = counted(query(spec, "thresholdMetric"), text -> Counted.bucketsOf(text, service));
        return value == null || buckets == null ? null : Indicator.within(buckets, value);
    }

    /** The fields of which one is the query. */
    private static YamlFields query(YamlFields fields, String name) {
        YamlFields source = fields.requiredChild(name, Set.of("metricSource"))
                .requiredChild("metricSource", Set.of("metricSourceRef", "type", "spec"));
        String type = source.requiredText("type");
        if (!type.isEmpty() && !type.equalsIgnoreCase("Prometheus")) {
            source.fault("type", "\"" + type + "\" is not allowed; allowed: Prometheus");
        }
        return source.requiredChild("spec", Set.of("query"));
    }

    private static @Nullable Counted counted(YamlFields spec, Function<String, Counted> reader) {
        String query = spec.requiredText("query");
        if (query.isEmpty()) {
            return null;
        }
        try {
            return reader.apply(query);
        } catch (IllegalArgumentException e) {
            spec.fault("query", String.valueOf(e.getMessage()));
            return null;
        }
    }
}
