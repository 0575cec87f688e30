package io.obs.ops.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * The incidents of a span, in order: what the probe saw, what critical alerts saw, and what people wrote down, each
 * counted once.
 *
 * <p>Outages and episodes that overlap are one incident. An entry of the log takes the place of all found ones that it
 * overlaps, with its own times. All are clipped to the span.
 *
 * @param all in order of their starts
 */
public record Incidents(List<Incident> all) {

    /** A found incident that nobody wrote down. */
    private static final class Found {

        private Span span;
        private final Set<String> alerts = new TreeSet<>();

        Found(Span span) {
            this.span = span;
        }

        Incident clipped(Span whole) {
            String title = alerts.isEmpty() ? "Probe failed" : String.join(", ", alerts);
            boolean goesOn = !span.end().isBefore(whole.end());
            return new Incident(
                    title,
                    span.within(whole),
                    null,
                    goesOn ? "goes on" : "recovered",
                    "critical",
                    false,
                    !span.start().isAfter(whole.start()),
                    goesOn);
        }
    }

    public Incidents {
        all = List.copyOf(all);
    }

    /** Puts them together. */
    public static Incidents of(Span span, List<Span> outages, List<AlertEpisode> episodes, List<LoggedIncident> log) {
        List<LoggedIncident> logged =
                log.stream().filter(entry -> overlaps(span(entry, span), span)).toList();
        List<Incident> all = new ArrayList<>();
        logged.forEach(entry -> all.add(clipped(entry, span)));
        found(span, outages, episodes).stream()
                .filter(found ->
                        logged.stream().noneMatch(entry -> span(entry, span).touches(found.span)))
                .forEach(found -> all.add(found.clipped(span)));
        all.sort(Comparator.comparing(incident -> incident.span().start()));
        return new Incidents(all);
    }

    /** Mean time to repair, in seconds: from an incident's start to its end. */
    public OptionalDouble meanDuration() {
        return all.stream()
                .map(Incident::duration)
                .mapToLong(Duration::toSeconds)
                .average();
    }

    /** The mean of those that were acknowledged, in seconds: from then to the end. */
    public OptionalDouble meanResolution() {
        return all.stream()
                .flatMap(incident -> incident.resolutionTime().stream())
                .mapToLong(Duration::toSeconds)
                .average();
    }

    private static List<Found> found(Span whole, List<Span> outages, List<AlertEpisode> episodes) {
        List<Found> parts = new ArrayList<>();
        outages.forEach(outage -> parts.add(new Found(outage)));
        for (AlertEpisode episode : episodes) {
            Found found = new Found(episode.span());
            found.alerts.add(episode.alert());
            parts.add(found);
        }
        parts.removeIf(part -> !overlaps(part.span, whole));
        parts.sort(Comparator.comparing(part -> part.span.start()));
        List<Found> merged = new ArrayList<>();
        for (Found part : parts) {
            Found last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && last.span.touches(part.span)) {
                last.span = last.span.with(part.span);
                last.alerts.addAll(part.alerts);
            } else {
                merged.add(part);
            }
        }
        return merged;
    }

    private static Incident clipped(LoggedIncident entry, Span whole) {
        Span span = span(entry, whole);
        boolean goesOn = entry.end() == null || entry.end().isAfter(whole.end());
        String resolution = entry.resolution() != null ? entry.resolution() : goesOn ? "goes on" : "resolved";
        return new Incident(
                entry.title(),
                span.within(whole),
                entry.acknowledged(),
                resolution,
                entry.severity(),
                true,
                span.start().isBefore(whole.start()),
                goesOn);
    }

    /** What has no end yet ends with the span. */
    private static Span span(LoggedIncident entry, Span whole) {
        Instant end = entry.end() != null ? entry.end() : whole.end();
        return new Span(entry.start(), end.isBefore(entry.start()) ? entry.start() : end);
    }

    private static boolean overlaps(Span one, Span other) {
        return one.start().isBefore(other.end()) && other.start().isBefore(one.end());
    }
}
