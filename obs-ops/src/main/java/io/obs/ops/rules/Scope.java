package io.obs.ops.rules;

import io.obs.catalog.MetricSpec;
import io.obs.catalog.MetricTrait;
import io.obs.ops.promql.Foreign;
import io.obs.ops.promql.Selector;
import io.obs.ops.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The parts of queries that depend on where the services run: matchers, lists of labels, and our own labels made good. */
public final class Scope {

    private final Settings settings;

    public Scope(Settings settings) {
        this.settings = settings;
    }

    /** The family's series of the targets that the settings name; what tells of any service is told by any target. */
    public Selector of(MetricSpec spec) {
        Selector all = Selector.of(spec);
        return spec.has(MetricTrait.ANY_SERVICE) ? all.in("namespace", settings.namespaces()) : targets(all);
    }

    /** The same of a histogram's buckets. */
    public Selector buckets(MetricSpec spec) {
        return targets(Selector.buckets(spec));
    }

    /** The metric of another program, in the namespaces that the settings name. */
    public Selector of(Foreign foreign) {
        return Selector.of(foreign).in("namespace", settings.namespaces());
    }

    private Selector targets(Selector selector) {
        return selector.in("job", settings.jobs()).in("namespace", settings.namespaces());
    }

    /** The grouping labels and these, for {@code by} and {@code on}. */
    public String with(String... labels) {
        List<String> all = new ArrayList<>(settings.group());
        all.addAll(List.of(labels));
        return all.stream().distinct().collect(Collectors.joining(", "));
    }

    /** A matcher for the services that the settings name, in braces; nothing where they name none. */
    public String services() {
        return services("");
    }

    /** The same beside another matcher. */
    String services(String beside) {
        List<String> names = settings.services();
        String matcher = names.isEmpty()
                ? ""
                : "service" + (names.size() == 1 ? "=" : "=~") + Selector.quoted(Selector.anyOf(names));
        String all = matcher.isEmpty() || beside.isEmpty() ? matcher + beside : matcher + "," + beside;
        return all.isEmpty() ? "" : "{" + all + "}";
    }

    /**
     * The query with our labels under their own names. Where a target has a label of that name too and honor_labels is off
     * (both {@code service} and {@code endpoint} are given by the Prometheus operator), ours arrive as exported ones.
     */
    public static String ours(String query, String... labels) {
        String own = query;
        for (String label : labels) {
            own = "label_replace(" + own + ", \"" + label + "\", \"$1\", \"exported_" + label + "\", \"(.+)\")";
        }
        return own;
    }
}
