package io.obs.ops.settings;

import io.obs.catalog.Catalog;
import io.obs.ops.cli.BadInput;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a team tells the generators: which services, where, how much is too much, where the dashboards and runbooks are.
 *
 * @param services their names; empty: every service that Prometheus sees
 * @param jobs the values of the label {@code job} of their targets; empty: any, and a target that never answered is unseen
 * @param namespaces the Kubernetes namespaces; empty: any
 * @param group labels of targets that tell two of the same name apart
 * @param thresholds all of them, in base units
 * @param buckets the bounds of the HTTP duration histogram, as the services are configured
 * @param grafana the address of Grafana, without a slash at the end
 * @param runbooks the address below which the runbooks' pages are, without a slash at the end
 */
public record Settings(
        List<String> services,
        List<String> jobs,
        List<String> namespaces,
        List<String> group,
        Map<Threshold, Double> thresholds,
        List<Double> buckets,
        String grafana,
        String runbooks) {

    /** Where links lead unless told: addresses that are reserved for examples, to be replaced. */
    public static final String EXAMPLE_GRAFANA = "https://grafana.example.com";

    /** The same for runbooks. */
    public static final String EXAMPLE_RUNBOOKS = "https://runbooks.example.com";

    public Settings {
        services = List.copyOf(services);
        jobs = List.copyOf(jobs);
        namespaces = List.copyOf(namespaces);
        group = List.copyOf(group);
        thresholds = Map.copyOf(thresholds);
        buckets = List.copyOf(buckets);
        double latency = thresholds.getOrDefault(Threshold.LATENCY, 0.0);
        if (!buckets.contains(latency)) {
            throw new BadInput("thresholds.latency is " + latency + " s, which is no bucket bound of "
                    + Catalog.HTTP_REQUEST_DURATION.name() + ": a quantile between two bounds is a guess. Bounds: "
                    + buckets.stream().map(String::valueOf).collect(Collectors.joining(", "))
                    + ". Take one of them, or add it to the services (obs.metrics.buckets.http) and here (buckets).");
        }
    }

    /** Every default. */
    public static Settings defaults() {
        return SettingsReader.defaults();
    }

    /** The threshold in base units: seconds, a ratio from 0 to 1, a count. */
    public double threshold(Threshold threshold) {
        Double value = thresholds.get(threshold);
        return value == null ? threshold.parse(threshold.initial()) : value;
    }

    /** The address of the alert's runbook. */
    public String runbook(String alert) {
        return runbooks + "/" + alert + ".md";
    }

    /** The address of the dashboard. */
    public String dashboard(Dashboard dashboard) {
        return grafana + "/d/" + dashboard.uid();
    }
}
