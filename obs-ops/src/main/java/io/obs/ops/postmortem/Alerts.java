package io.obs.ops.postmortem;

import io.obs.ops.cli.BadInput;
import io.obs.ops.incident.AlertEpisode;
import io.obs.ops.incident.IncidentLog;
import io.obs.ops.incident.LoggedIncident;
import io.obs.ops.incident.Span;
import io.obs.ops.prometheus.RawSamples;
import io.obs.ops.prometheus.Series;
import io.obs.ops.promql.Foreign;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The alerts' history around an incident.
 *
 * @param all the series {@code ALERTS} of the span
 */
record Alerts(List<Series> all) {

    /** Whatever label the service's own series have: the rules write this one. */
    private static final String SERVICE = "service";

    private static final String STATE = "alertstate";

    static Alerts read(RawSamples samples, Span span) {
        return new Alerts(samples.read(Foreign.ALERTS.metric(), span.start(), span.end()));
    }

    /**
     * The service whose alert fired.
     *
     * @throws BadInput where that is none, or several
     */
    String serviceOf(String alert) {
        Set<String> services = all.stream()
                .filter(series -> series.label("alertname").equals(alert)
                        && series.labels().containsKey(SERVICE))
                .map(series -> series.label(SERVICE))
                .collect(Collectors.toCollection(TreeSet::new));
        if (services.size() == 1) {
            return services.iterator().next();
        }
        if (services.isEmpty()) {
            throw new BadInput("the alert " + alert + " has no label " + SERVICE + " then, or did not fire"
                    + firedInstead() + ": give the service by --service");
        }
        throw new BadInput("the alert " + alert + " fired for " + String.join(", ", services)
                + ": say by --service which is meant");
    }

    /** Those of the service, and those that name none. */
    Alerts of(String service) {
        return new Alerts(all.stream()
                .filter(series -> Set.of(service, "").contains(series.label(SERVICE)))
                .toList());
    }

    List<AlertEpisode> firing() {
        return episodes(series -> series.label(STATE).equals("firing"));
    }

    List<AlertEpisode> pending() {
        return episodes(series -> series.label(STATE).equals("pending"));
    }

    private List<AlertEpisode> episodes(Predicate<Series> wanted) {
        return AlertEpisode.of(all.stream().filter(wanted).toList());
    }

    /**
     * The entry of the log if there is one; else from when the alert's condition was first met to when it was no more.
     *
     * @throws BadInput where the alert did not fire in the span, and nobody wrote anything down
     */
    Span incident(String alert, Span span, @Nullable LoggedIncident entry) {
        if (entry != null) {
            return new Span(entry.start(), Optional.ofNullable(entry.end()).orElse(span.end()));
        }
        List<Span> fired = firing().stream()
                .filter(episode -> episode.alert().equals(alert))
                .map(AlertEpisode::span)
                .filter(span::touches)
                .toList();
        return episodes(series -> series.label("alertname").equals(alert)).stream()
                .map(AlertEpisode::span)
                .filter(met -> fired.stream().anyMatch(met::touches))
                .reduce(Span::with)
                .map(found -> found.within(span))
                .orElseThrow(() -> new BadInput("the alert " + alert + " did not fire between " + span.start() + " and "
                        + span.end() + firedInstead()));
    }

    /** The entry that overlaps the span longest. */
    static Optional<LoggedIncident> entry(IncidentLog log, Span span) {
        return log.incidents().stream()
                .filter(each -> each.start().isBefore(span.end())
                        && (each.end() == null || each.end().isAfter(span.start())))
                .max((one, other) -> overlap(one, span).compareTo(overlap(other, span)));
    }

    private static Duration overlap(LoggedIncident entry, Span span) {
        Instant end = entry.end() == null ? span.end() : entry.end();
        return new Span(entry.start(), end).within(span).duration();
    }

    private String firedInstead() {
        Set<String> names = firing().stream().map(AlertEpisode::alert).collect(Collectors.toCollection(TreeSet::new));
        return names.isEmpty() ? ", nor did any other" : "; those that did: " + String.join(", ", names);
    }
}
