package io.obs.ops.check;

import io.obs.catalog.Catalog;
import io.obs.catalog.Label;
import io.obs.catalog.MetricSpec;
import io.obs.ops.prometheus.PrometheusClient;
import io.obs.ops.prometheus.PrometheusException;
import io.obs.ops.prometheus.Series;
import io.obs.ops.promql.Selector;
import io.obs.ops.rules.Recorded;
import io.obs.ops.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Holds what a Prometheus scrapes, evaluates and sends against what obs's rules, dashboards and reports need. */
final class ServerCheck {

    private static final Duration BACK = Duration.ofMinutes(10);

    /** Recordings that have data wherever the family that they read has. */
    private static final Map<String, MetricSpec> BASES = Map.of(
            Recorded.TARGET, Catalog.SERVICE_INFO,
            Recorded.SERVING, Catalog.SERVICE_HEALTH,
            Recorded.PROBE, Catalog.PROBE_SUCCESS,
            Recorded.ENDPOINT_REQUEST_RATE, Catalog.HTTP_REQUESTS,
            Recorded.REQUEST_RATE, Catalog.HTTP_REQUESTS,
            Recorded.QUEUE_DEPTH, Catalog.QUEUE_DEPTH,
            Recorded.BREAKER, Catalog.CIRCUIT_BREAKER_STATE);

    private final PrometheusClient client;
    private final Settings settings;
    private final Examined examined;
    private final Instant now;

    ServerCheck(PrometheusClient client, String url, Settings settings, Instant now) {
        this.client = client;
        this.settings = settings;
        this.now = now;
        examined = new Examined(url);
    }

    /** @throws PrometheusException where it can't be asked */
    Examined examine() {
        Set<String> services = services(); // before what only Prometheus itself can tell
        told("targets", client::targets).ifPresent(this::targets);
        probes(services);
        labels();
        names();
        lost();
        told("rules", client::ruleGroups)
                .ifPresent(groups -> recordings(new RulesCheck(settings, examined).examine(groups)));
        told("Alertmanagers", client::alertmanagers).ifPresent(this::alertmanagers);
        return examined;
    }

    /** Which services are scraped, by {@code service_info}. */
    private Set<String> services() {
        Set<String> services = new TreeSet<>();
        Set<String> exported = new TreeSet<>();
        Set<String> nameless = new TreeSet<>();
        for (Series series : client.query(of(Catalog.SERVICE_INFO).toString(), now)) {
            String own = series.label("exported_service");
            String service = own.isEmpty() ? series.label("service") : own;
            if (!own.isEmpty()) {
                exported.add(series.label("job"));
            }
            (service.isEmpty() ? nameless : services).add(service.isEmpty() ? series.label("job") : service);
        }
        if (services.isEmpty() && nameless.isEmpty()) {
            examined.found(
                    Catalog.SERVICE_INFO.name(),
                    "has no series: no service with obs is scraped",
                    "add its admin endpoint, port 9464, to scrape_configs: obs-ops probe --target SERVICE=HOST:PORT makes them");
        } else {
            examined.well("scraped: " + String.join(", ", services));
        }
        nameless.forEach(job -> examined.found(
                "job " + job,
                "has lost the label service",
                "look for labeldrop in its metric_relabel_configs: alerts and dashboards are by service"));
        exported.forEach(
                job -> examined.found(
                        "job " + job,
                        "has obs's own label as exported_service: its targets have a label service too",
                        "set honor_labels: true (ServiceMonitor: honorLabels); the rules make do without, objectives' rules and reports don't"));
        settings.services().stream()
                .filter(named -> !services.contains(named))
                .forEach(named -> examined.found(
                        named,
                        "is not scraped",
                        "is it up, is its target there, is it spelt as obs.service? " + there(services)));
        return services;
    }

    private static String there(Set<String> services) {
        return services.isEmpty() ? "There is none." : "There are " + String.join(", ", services) + ".";
    }

    private void targets(List<Map<String, Object>> targets) {
        int up = 0;
        for (Map<String, Object> target : targets) {
            String job = target.get("labels") instanceof Map<?, ?> labels ? String.valueOf(labels.get("job")) : "";
            if (!settings.jobs().isEmpty() && !settings.jobs().contains(job)) {
                continue;
            }
            String name = "target " + target.get("scrapeUrl") + " of job " + job;
            switch (String.valueOf(target.get("health"))) {
                case "up" -> up++;
                case "down" ->
                    examined.found(
                            name,
                            "is down: " + target.get("lastError"),
                            "is the service up, the port its admin endpoint's, obs.admin.host reachable, a token needed?");
                default -> examined.note(name + " was not scraped yet");
            }
        }
        if (up > 0) {
            examined.well(up + " targets are up");
        }
    }

    private void probes(Set<String> services) {
        Set<String> probed = new TreeSet<>();
        client.query(of(Catalog.PROBE_SUCCESS).toString(), now).forEach(series -> {
            String own = series.label("exported_service");
            probed.add(own.isEmpty() ? series.label("service") : own);
        });
        services.stream()
                .filter(service -> !probed.contains(service))
                .forEach(service -> examined.found(
                        Catalog.PROBE_SUCCESS.name() + "{service=" + Selector.quoted(service) + "}",
                        "is absent: nobody probes it, or the probe's targets have no label service",
                        "let the blackbox exporter ask it (obs-ops probe --probe " + service
                                + "=URL) or another service (obs.probe.targets); the report's uptime comes from it"));
        if (!probed.isEmpty() && probed.containsAll(services)) {
            examined.well("every service is probed");
        }
    }

    /** Series of the catalogue's names without one of its labels, whether lost on the way or somebody else's. */
    private void labels() {
        Map<String, Set<String>> byLabel = new LinkedHashMap<>();
        for (MetricSpec spec : Catalog.all()) {
            for (Label label : spec.labels()) {
                byLabel.computeIfAbsent(label.name(), name -> new TreeSet<>()).add(CatalogueNames.sample(spec));
            }
        }
        byLabel.forEach((label, names) -> {
            String without =
                    "count by (__name__, job) ({__name__=~" + Selector.quoted(String.join("|", names)) + "," + label
                            + "=\"\",exported_" + label + "=\"\"" + where("namespace", settings.namespaces())
                            + where("job", settings.jobs()) + "})";
            client.query(without, now).stream()
                    .filter(series ->
                            !series.label("__name__").equals(Catalog.SERVICE_INFO.name()) || !label.equals("service"))
                    .filter(series -> !series.label("__name__").equals(Catalog.PROBE_SUCCESS.name()))
                    .forEach(
                            series -> examined.found(
                                    series.label("__name__") + " of job " + series.label("job"),
                                    "has series without the label " + label,
                                    "another program's metric of this name? Narrow the rules with --job. Else look at metric_relabel_configs"));
        });
    }

    private void names() {
        client.labelValues("__name__", "{__name__!=\"\"}", now.minus(BACK), now).stream()
                .filter(name -> !name.contains(":"))
                .forEach(name -> CatalogueNames.fault(name)
                        .filter(fault -> name.startsWith("obs_"))
                        .ifPresent(fault -> examined.found(
                                name,
                                fault,
                                "is a service of another version of obs there, or a recording of yours?")));
    }

    private void lost() {
        Selector dropped = of(Catalog.OBS_DROPPED);
        client.query("sum by (job, instance, signal, reason) (increase(" + dropped + "[15m])) > 0", now)
                .forEach(series -> examined.found(
                        Catalog.OBS_DROPPED.name() + " of " + series.label("instance"),
                        "grows: telemetry is lost, signal " + series.label("signal") + ", " + series.label("reason"),
                        "the page /obs of that service tells what its reason means and where the signal goes"));
    }

    private void recordings(Set<String> loaded) {
        BASES.forEach((recorded, base) -> {
            if (loaded.contains(recorded) && isThere(of(base).toString()) && !isThere(recorded)) {
                examined.found(
                        recorded,
                        "is recorded from " + base.name() + ", and has no data",
                        "has Prometheus just started? Else look at the rule's labels, and at --job and --namespace");
            }
        });
    }

    private boolean isThere(String selector) {
        return !client.query("count(" + selector + ")", now).isEmpty();
    }

    private void alertmanagers(List<Map<String, Object>> there) {
        if (there.isEmpty()) {
            examined.found(
                    "Alertmanager",
                    "is not connected: no alert reaches anybody",
                    "name it in prometheus.yml, alerting: alertmanagers; obs-ops alertmanager makes its configuration");
        } else {
            examined.well(there.size() + " Alertmanager connected: "
                    + String.join(
                            ", ",
                            there.stream()
                                    .map(each -> String.valueOf(each.get("url")))
                                    .toList()));
        }
    }

    /** What only Prometheus itself tells; other servers of its API may not have that page. */
    private Optional<List<Map<String, Object>>> told(String what, Supplier<List<Map<String, Object>>> asked) {
        try {
            return Optional.of(asked.get());
        } catch (PrometheusException e) {
            examined.note("its " + what + " can't be judged: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Selector of(MetricSpec spec) {
        return Selector.of(spec).in("namespace", settings.namespaces());
    }

    private static String where(String label, List<String> values) {
        return values.isEmpty() ? "" : "," + label + "=~" + Selector.quoted(Selector.anyOf(values));
    }
}
