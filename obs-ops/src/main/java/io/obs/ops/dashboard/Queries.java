package io.obs.ops.dashboard;

import io.obs.catalog.Label;
import io.obs.catalog.MetricSpec;
import io.obs.ops.promql.Foreign;
import io.obs.ops.promql.Selector;
import io.obs.ops.rules.Recorded;
import io.obs.ops.rules.Scope;
import io.obs.ops.settings.Settings;

/**
 * The queries that more than one panel needs. Sums come before quotients and quantiles; a quotient or quantile of nothing
 * is no data, never NaN.
 */
final class Queries {

    /** The range over which a rate is taken, as long as the scrape interval and the screen's width ask for. */
    static final String RATE = "rate(%s[$__rate_interval])";

    private static final String EXPORTED = "exported_service";
    private static final String CHOSEN = "$service";

    private final Scope scope;

    Queries(Settings settings) {
        this.scope = new Scope(settings);
    }

    /** A recorded series of the chosen services. */
    static String chosen(String recorded) {
        return recorded + "{service=~\"" + CHOSEN + "\"}";
    }

    /** What is or was known as a target of the chosen services within the last hour, as the alert of a service that is gone looks back. */
    static String knownLately() {
        return "last_over_time(" + chosen(Recorded.TARGET) + "[1h])";
    }

    /** {@code sum by (...) (query)}. */
    String sum(String query, String... by) {
        return "sum by (" + with(by) + ") (" + query + ")";
    }

    /** {@code max by (...) (query)}. */
    String max(String query, String... by) {
        return "max by (" + with(by) + ") (" + query + ")";
    }

    /** These labels and those that tell two services of one name apart. */
    String with(String... labels) {
        return scope.with(labels);
    }

    /** A gauge of the chosen services. */
    String gauge(MetricSpec spec) {
        return chosen(scope.of(spec), "%s", spec);
    }

    /** A counter of the chosen services, through a function such as {@link #RATE}; narrowed by matchers as {@code label, operator, value}. */
    String counter(MetricSpec spec, String function, String... matcher) {
        Selector selector = scope.of(spec);
        return chosen(
                matcher.length == 0 ? selector : selector.where(matcher[0], matcher[1], matcher[2]), function, spec);
    }

    /** The rates of a histogram's buckets. */
    String buckets(MetricSpec spec) {
        return chosen(scope.buckets(spec), RATE, spec);
    }

    /** The 95th percentile over the buckets of all replicas, by these labels; nothing where nothing happened. */
    String p95(MetricSpec spec, String... by) {
        String[] all = java.util.Arrays.copyOf(by, by.length + 1);
        all[by.length] = "le";
        return "histogram_quantile(0.95, " + sum(buckets(spec), all) + ") >= 0";
    }

    /** {@code part / whole}, 0 where there is no part, nothing where there is no whole. */
    static String share(String part, String whole) {
        return "(" + part + " or 0 * " + whole + ") / (" + whole + " > 0)";
    }

    Selector of(Foreign foreign) {
        return scope.of(foreign);
    }

    /** A query over series of our targets that have no label of ours, with the label {@code service}. */
    String ofTargets(String query) {
        return "(" + query + ") * on (" + with("job", "instance") + ") group_left (service) " + chosen(Recorded.TARGET);
    }

    /**
     * Both as the service writes it and where its target has a label of that name, so that ours is an exported one. The
     * matchers stand in each selector, because exemplars are found by the selectors alone.
     */
    private static String chosen(Selector selector, String function, MetricSpec spec) {
        if (spec.labels().stream().map(Label::name).noneMatch("service"::equals)) {
            return function.formatted(selector);
        }
        boolean endpoint = spec.labels().stream().map(Label::name).anyMatch("endpoint"::equals);
        String[] labels = endpoint ? new String[] {"service", "endpoint"} : new String[] {"service"};
        String exported = function.formatted(selector.where(EXPORTED, "=~", CHOSEN));
        String own = function.formatted(selector.where(EXPORTED, "=", "").where("service", "=~", CHOSEN));
        return own + " or " + Scope.ours(exported, labels);
    }
}
