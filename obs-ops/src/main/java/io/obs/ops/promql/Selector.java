package io.obs.ops.promql;

import io.obs.catalog.Label;
import io.obs.catalog.MetricSpec;
import io.obs.catalog.MetricType;
import java.util.ArrayList;
import java.util.List;

/**
 * The series of one family, as PromQL: the only way a name of the catalogue gets into a query, so that a renamed metric or
 * label changes the query or stops the build.
 *
 * <pre>{@code
 * Selector.of(Catalog.HTTP_REQUESTS).where("status", "=~", "5..").toString();
 * // http_requests_total{status=~"5.."}
 * }</pre>
 *
 * <p>Immutable. A matcher on a label that the family does not have, or on a value that a bounded label can't have, throws.
 */
public final class Selector {

    private final String name;
    private final List<Label> own;
    private final List<String> further;
    private final List<String> matchers;

    private Selector(String name, List<Label> own, List<String> further, List<String> matchers) {
        this.name = name;
        this.own = own;
        this.further = further;
        this.matchers = matchers;
    }

    /** A counter or gauge. */
    public static Selector of(MetricSpec spec) {
        if (spec.type() == MetricType.HISTOGRAM) {
            throw new IllegalArgumentException(spec.name() + " is a histogram: ask for its buckets, sum or count");
        }
        return new Selector(spec.name(), spec.labels(), List.of(), List.of());
    }

    /** A histogram's cumulative buckets. */
    public static Selector buckets(MetricSpec spec) {
        return histogram(spec, "_bucket", List.of("le"));
    }

    /** A histogram's sum of observations. */
    public static Selector sum(MetricSpec spec) {
        return histogram(spec, "_sum", List.of());
    }

    /** A histogram's count of observations. */
    public static Selector count(MetricSpec spec) {
        return histogram(spec, "_count", List.of());
    }

    /** A metric of another program. */
    public static Selector of(Foreign foreign) {
        return new Selector(foreign.metric(), List.of(), foreign.labels(), List.of());
    }

    private static Selector histogram(MetricSpec spec, String suffix, List<String> further) {
        if (spec.type() != MetricType.HISTOGRAM) {
            throw new IllegalArgumentException(spec.name() + " is no histogram");
        }
        return new Selector(spec.name() + suffix, spec.labels(), further, List.of());
    }

    /**
     * The same with one more matcher.
     *
     * @param operator {@code =}, {@code !=}, {@code =~} or {@code !~}
     */
    public Selector where(String label, String operator, String value) {
        boolean known = further.contains(label)
                || Vocabulary.TARGET_LABELS.contains(label)
                || own.stream().anyMatch(mine -> mine.name().equals(own(label)) && mayBe(mine, operator, value));
        if (!known) {
            throw new IllegalArgumentException(name + " has no label " + label + " that can be " + value);
        }
        List<String> all = new ArrayList<>(matchers);
        all.add(label + operator + quoted(value));
        return new Selector(name, own, further, List.copyOf(all));
    }

    /** Where the target has a label of that name too, ours arrives with this prefix. */
    private static String own(String label) {
        return label.startsWith("exported_") ? label.substring("exported_".length()) : label;
    }

    /** The same, narrowed to these values of the label; to any value where the list is empty. */
    public Selector in(String label, List<String> values) {
        return values.isEmpty() ? this : where(label, values.size() == 1 ? "=" : "=~", anyOf(values));
    }

    /** The values as one, or as a regular expression for {@code =~} that matches each of them. */
    public static String anyOf(List<String> values) {
        return values.size() == 1
                ? values.get(0)
                : values.stream()
                        .map(value -> value.replaceAll("[.+*?()|\\[\\]{}^$\\\\]", "\\\\$0"))
                        .reduce((one, other) -> one + "|" + other)
                        .orElse(".*");
    }

    /** The text as a PromQL string. */
    public static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    /** A regular expression may name values that a later version adds. */
    private static boolean mayBe(Label label, String operator, String value) {
        return operator.endsWith("~")
                || value.isEmpty()
                || !label.isBounded()
                || label.values().contains(value);
    }

    /** The PromQL. */
    @Override
    public String toString() {
        return matchers.isEmpty() ? name : name + "{" + String.join(",", matchers) + "}";
    }
}
