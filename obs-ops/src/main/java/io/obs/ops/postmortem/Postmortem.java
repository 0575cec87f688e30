package io.obs.ops.postmortem;

import io.obs.catalog.Catalog;
import io.obs.ops.deployment.Deployment;
import io.obs.ops.deployment.Deployments;
import io.obs.ops.incident.AlertEpisode;
import io.obs.ops.incident.IncidentLog;
import io.obs.ops.incident.LoggedIncident;
import io.obs.ops.incident.ProbeMinutes;
import io.obs.ops.incident.Span;
import io.obs.ops.prometheus.Increases;
import io.obs.ops.prometheus.Progress;
import io.obs.ops.prometheus.PrometheusClient;
import io.obs.ops.prometheus.RawSamples;
import io.obs.ops.prometheus.Series;
import io.obs.ops.report.Format;
import io.obs.ops.report.Sources;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills the template for one incident. For one thread. */
final class Postmortem {

    /** What happened so long before may be the cause. */
    private static final Duration BEFORE = Duration.ofHours(6);

    private static final Duration USUAL = Duration.ofHours(1);
    /** A breaker closes again when all is well. */
    private static final Duration AFTER = Duration.ofMinutes(15);

    private static final List<String> STATES = List.of("CLOSED", "OPEN", "HALF_OPEN");

    private final PrometheusClient client;
    private final Progress progress;
    private final RawSamples samples;
    private final Sources sources;
    private final Alerts alerts;
    private final @Nullable LoggedIncident entry;
    private final IncidentLog log;
    private final String alert;
    private final Span incident;
    private final Timeline timeline = new Timeline();

    Postmortem(
            PrometheusClient client,
            Progress progress,
            Sources sources,
            Alerts alerts,
            IncidentLog log,
            String alert,
            Span span) {
        this.client = client;
        this.progress = progress;
        this.samples = new RawSamples(client, progress);
        this.sources = sources;
        this.alerts = alerts;
        this.log = log;
        this.alert = alert;
        this.entry = Alerts.entry(log, span).orElse(null);
        this.incident = alerts.incident(alert, span, entry);
    }

    /** The page, its times in that zone. */
    String markdown(ZoneId zone) {
        Increases increases = new Increases(client, progress);
        Span during = wholeMinutes(incident);
        Traffic traffic = Traffic.read(increases, sources, during);
        Traffic usual = Traffic.read(increases, sources, new Span(during.start().minus(USUAL), during.start()));
        addAlerts();
        addLog();
        List<String> facts = new ArrayList<>(facts(traffic, usual));
        facts.addAll(probe(during));
        facts.addAll(breakers(during));
        facts.addAll(deployments(during));
        client.warnings().forEach(warning -> facts.add("The server warned: " + warning));
        return Template.filled(Map.of(
                "when", when(zone),
                "what", what(traffic),
                "impact", impact(traffic),
                "timeline", timeline.markdown(zone),
                "metrics", "- " + String.join("\n- ", facts)));
    }

    private String when(ZoneId zone) {
        String start = Format.minute(incident.start(), zone);
        String end = Format.minute(incident.end(), zone);
        boolean oneDay = start.substring(0, 10).equals(end.substring(0, 10));
        return start + (oneDay ? "-" + end.substring(11) : " - " + end) + " (" + Format.time(incident.duration())
                + "), " + zone;
    }

    private String what(Traffic traffic) {
        String title = entry == null ? alert : entry.title() + " (" + alert + ")";
        return title + ": " + sources.service()
                + (traffic.failed() > 0
                        ? " answered " + traffic.failedShare() + " of its requests with an error ("
                                + traffic.failedByStatus() + ")"
                        : traffic.requests() > 0 ? " answered no request with a 5xx status" : " had no requests");
    }

    private String impact(Traffic traffic) {
        String users = entry == null || entry.usersAffected() == null
                ? "users affected: not known"
                : Format.count(entry.usersAffected().doubleValue()) + " users affected";
        return Format.count(traffic.failed()) + " of " + Format.count(traffic.requests()) + " requests failed, "
                + users;
    }

    private static List<String> facts(Traffic traffic, Traffic usual) {
        List<String> facts = new ArrayList<>();
        facts.add("Error rate: " + traffic.failedShare() + "; in the hour before: " + usual.failedShare() + ".");
        facts.add("P95 latency: " + traffic.quantile(0.95) + ", P99: " + traffic.quantile(0.99)
                + "; in the hour before: " + usual.quantile(0.95) + " and " + usual.quantile(0.99) + ".");
        traffic.worstEndpoint()
                .ifPresent(worst -> facts.add("Most errors at: `" + worst.getKey() + "`, "
                        + Format.count(worst.getValue()) + " of " + Format.count(traffic.failed()) + "."));
        return facts;
    }

    private void addAlerts() {
        for (AlertEpisode episode : alerts.pending()) {
            timeline.add(episode.span().start(), episode.alert() + " is pending");
        }
        for (AlertEpisode episode : alerts.firing()) {
            timeline.add(episode.span().start(), episode.alert() + " fires");
            timeline.add(episode.span().end(), episode.alert() + " is over");
        }
    }

    private void addLog() {
        if (entry == null) {
            return;
        }
        timeline.add(entry.start(), "It begins: " + entry.title());
        if (entry.acknowledged() != null) {
            timeline.add(entry.acknowledged(), "Acknowledged");
        }
        entry.timeline().forEach(note -> timeline.add(note.at(), note.text()));
        if (entry.end() != null) {
            timeline.add(entry.end(), "It is over" + (entry.resolution() == null ? "" : ": " + entry.resolution()));
        }
    }

    private List<String> probe(Span during) {
        List<Series> seen = samples.read(sources.probes(), during.start(), during.end());
        if (seen.isEmpty()) {
            return List.of();
        }
        ProbeMinutes minutes = new ProbeMinutes(during, seen);
        for (Span outage : minutes.outages()) {
            timeline.add(outage.start(), "The probe fails");
            if (outage.end().isBefore(during.end())) {
                timeline.add(outage.end(), "The probe succeeds");
            }
        }
        return List.of("The probe failed in " + minutes.down() + " of " + minutes.known() + " minutes.");
    }

    /** Each change of a replica's breaker, and how many there were. */
    private List<String> breakers(Span during) {
        List<String> facts = new ArrayList<>();
        Span around = new Span(during.start().minus(USUAL), during.end().plus(AFTER));
        for (Series series :
                samples.read(sources.selector(Catalog.CIRCUIT_BREAKER_STATE.name()), around.start(), around.end())) {
            String breaker = "The breaker of " + series.label("dependency");
            String replica = series.labels().containsKey("instance") ? " at " + series.label("instance") : "";
            int changes = 0;
            for (int i = 1; i < series.size(); i++) {
                if (series.value(i) != series.value(i - 1)) {
                    changes++;
                    timeline.add(
                            Instant.ofEpochMilli(series.time(i)), breaker + replica + " is " + state(series.value(i)));
                }
            }
            if (changes > 0) {
                facts.add(breaker + replica + " changed its state " + changes + " times, and was "
                        + state(series.value(series.size() - 1)) + " at the end.");
            }
        }
        return facts;
    }

    private static String state(double code) {
        int index = (int) code;
        return index >= 0 && index < STATES.size() ? STATES.get(index) : "in state " + code;
    }

    private List<String> deployments(Span during) {
        Span near = new Span(during.start().minus(BEFORE), during.end());
        Deployments found = Deployments.read(client, progress, sources.labels(), near, Duration.ofMinutes(1), log);
        for (Deployment deployment : found.all()) {
            timeline.add(
                    deployment.at(),
                    "Deployment" + (deployment.version() == null ? "" : " of " + deployment.version())
                            + (Boolean.TRUE.equals(deployment.failed()) ? ", failed" : ""));
        }
        return List.of(
                found.isKnown()
                        ? "Deployments in the " + BEFORE.toHours() + " hours before and during it: "
                                + found.all().size() + "."
                        : "Whether something was deployed is not known.");
    }

    /** What is counted between scrapes needs whole minutes. */
    private static Span wholeMinutes(Span span) {
        Instant end = span.end().truncatedTo(ChronoUnit.MINUTES);
        return new Span(
                span.start().truncatedTo(ChronoUnit.MINUTES),
                end.equals(span.end()) ? end : end.plus(1, ChronoUnit.MINUTES));
    }
}
