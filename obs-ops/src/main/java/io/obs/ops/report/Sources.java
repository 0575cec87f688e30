package io.obs.ops.report;

import io.obs.catalog.Catalog;
import io.obs.ops.cli.BadInput;
import io.obs.ops.prometheus.Matching;
import io.obs.ops.prometheus.PrometheusClient;
import io.obs.ops.promql.Foreign;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which series tell of the service.
 *
 * @param service its name
 * @param labels that name it on its own series; alerts and probes always have {@code service}
 * @param probes the selectors of the probes' results, which have no series in common
 * @param alerts the selector of its critical alerts' history
 */
public record Sources(String service, Map<String, String> labels, List<String> probes, String alerts) {

    public Sources {
        labels = Map.copyOf(labels);
        probes = List.copyOf(probes);
    }

    /**
     * The usual ones.
     *
     * @param label the one that holds the service's name on its own series
     */
    public static Sources of(String service, String label) {
        Map<String, String> labels = Map.of(label, service);
        return new Sources(
                service,
                labels,
                probes(service),
                Matching.exactly(
                        Foreign.ALERTS.metric(),
                        Map.of("service", service, "alertstate", "firing", "severity", "critical")));
    }

    /**
     * The blackbox exporter's results have the label {@code service} from their target, those of a probe inside a service bring it
     * along: it arrives as it is, or as an exported one.
     */
    private static List<String> probes(String service) {
        String metric = Catalog.PROBE_SUCCESS.name();
        String exported = "exported_service";
        return List.of(
                Matching.exactly(metric, Map.of("service", service, exported, "")),
                Matching.exactly(metric, Map.of(exported, service)));
    }

    public Sources withProbe(String selector) {
        return new Sources(service, labels, List.of(selector), alerts);
    }

    public Sources withAlerts(String selector) {
        return new Sources(service, labels, probes, selector);
    }

    /**
     * Sees whether the server has anything of the service in that span.
     *
     * @throws BadInput that names the services it has
     */
    public void check(PrometheusClient client, Instant from, Instant to) {
        String label = labels.keySet().iterator().next();
        TreeSet<String> known = new TreeSet<>();
        for (String metric :
                List.of(Catalog.HTTP_REQUESTS.name(), Catalog.SERVICE_INFO.name(), Catalog.PROBE_SUCCESS.name())) {
            known.addAll(client.labelValues(label, metric, from, to));
        }
        if (!known.contains(service)
                && probes.stream().allMatch(probe -> client.query(probe, to).isEmpty())) {
            String there = known.isEmpty()
                    ? "no series of any service has the label " + label
                    : "there are " + String.join(", ", known);
            throw new BadInput("there is no service " + service + " between " + from + " and " + to + ": " + there);
        }
    }

    public String selector(String metric) {
        return Matching.exactly(metric, labels);
    }
}
