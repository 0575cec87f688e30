package io.obs.ops.slo;

import io.obs.catalog.Catalog;
import io.obs.catalog.MetricSpec;
import io.obs.catalog.MetricType;
import io.obs.ops.promql.Matcher;
import io.obs.ops.promql.Selector;
import io.obs.ops.promql.SelectorText;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What an objective counts: series of the catalogue that only grow.
 *
 * @param spec the family
 * @param suffix empty for a counter; {@code _count} or {@code _bucket} of a histogram
 * @param matchers on its own labels, without the service
 */
record Counted(MetricSpec spec, String suffix, List<Matcher> matchers) {

    Counted {
        matchers = List.copyOf(matchers);
    }

    /**
     * The series that a query selects.
     *
     * @param service whose they must be; the query need not say so
     * @throws IllegalArgumentException where they can't be counted for that service; the message is for people
     */
    static Counted of(String query, String service) {
        SelectorText text = SelectorText.parse(query);
        Counted found = Catalog.all().stream()
                .flatMap(spec -> spec.type() == MetricType.HISTOGRAM
                        ? List.of(new Counted(spec, "_count", List.of()), new Counted(spec, "_bucket", List.of()))
                                .stream()
                        : List.of(new Counted(spec, "", List.of())).stream())
                .filter(counted -> counted.name().equals(text.metric()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("counts " + text.metric()
                        + ", which is no counter and no _count or _bucket of a histogram of obs"));
        return found.narrowed(text.matchers(), service);
    }

    /** The buckets of the histogram that a query names, with or without {@code _bucket}. */
    static Counted bucketsOf(String query, String service) {
        SelectorText text = SelectorText.parse(query);
        MetricSpec spec = Catalog.all().stream()
                .filter(family -> family.type() == MetricType.HISTOGRAM)
                .filter(family ->
                        text.metric().equals(family.name()) || text.metric().equals(family.name() + "_bucket"))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("measures " + text.metric() + ", which is no histogram of obs"));
        return new Counted(spec, "_bucket", List.of()).narrowed(text.matchers(), service);
    }

    private Counted narrowed(List<Matcher> by, String service) {
        if (spec.type() == MetricType.GAUGE || !spec.hasService()) {
            throw new IllegalArgumentException("counts " + name() + ", which "
                    + (spec.hasService() ? "is a gauge: it does not only grow" : "does not tell services apart"));
        }
        for (Matcher matcher : by) {
            if (matcher.label().equals("service")
                    && !(matcher.operator().equals("=") && matcher.value().equals(service))) {
                throw new IllegalArgumentException("is of another service than " + service + ": service"
                        + matcher.operator() + "\"" + matcher.value() + "\"");
            }
        }
        Counted narrowed = new Counted(
                spec,
                suffix,
                by.stream()
                        .filter(matcher -> !matcher.label().equals("service"))
                        .toList());
        narrowed.selector(selector -> selector);
        return narrowed;
    }

    String name() {
        return spec.name() + suffix;
    }

    Counted with(Matcher matcher) {
        return new Counted(
                spec,
                suffix,
                java.util.stream.Stream.concat(matchers.stream(), java.util.stream.Stream.of(matcher))
                        .toList());
    }

    Counted without(String label) {
        return new Counted(
                spec,
                suffix,
                matchers.stream()
                        .filter(matcher -> !matcher.label().equals(label))
                        .toList());
    }

    Counted as(String other) {
        return new Counted(spec, other, matchers);
    }

    /** As PromQL: the series of a service first narrowed to where it runs, then by the own matchers. */
    Selector selector(UnaryOperator<Selector> narrow) {
        Selector selector = narrow.apply(
                switch (suffix) {
                    case "_count" -> Selector.count(spec);
                    case "_bucket" -> Selector.buckets(spec);
                    default -> Selector.of(spec);
                });
        for (Matcher matcher : matchers) {
            selector = selector.where(matcher.label(), matcher.operator(), matcher.value());
        }
        return selector;
    }
}
