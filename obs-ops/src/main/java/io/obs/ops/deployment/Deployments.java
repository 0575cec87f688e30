package io.obs.ops.deployment;

import io.obs.catalog.Catalog;
import io.obs.ops.incident.IncidentLog;
import io.obs.ops.incident.LoggedDeployment;
import io.obs.ops.incident.Span;
import io.obs.ops.prometheus.Increases;
import io.obs.ops.prometheus.Matching;
import io.obs.ops.prometheus.Pieces;
import io.obs.ops.prometheus.Progress;
import io.obs.ops.prometheus.PrometheusClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The deployments of a span: those that {@code deployments_total} counted; where it did not grow, the changes of the
 * version in {@code service_info} and what the log file has, each once.
 *
 * @param all in order of time
 * @param source who told of them
 */
public record Deployments(List<Deployment> all, Source source) {

    private static final Duration STEP = Duration.ofMinutes(5);
    /** An entry of the log and a new version so close together are one deployment. */
    private static final Duration SAME = Duration.ofHours(1);

    /** Where deployments are known from. */
    public enum Source {
        COUNTER,
        VERSIONS,
        LOG,
        VERSIONS_AND_LOG,
        NOBODY
    }

    public Deployments {
        all = List.copyOf(all);
    }

    public boolean isKnown() {
        return source != Source.NOBODY;
    }

    /** How many failed; none where nobody can tell: a new version says nothing of how it fared. */
    public OptionalLong failed() {
        return source == Source.NOBODY || source == Source.VERSIONS
                ? OptionalLong.empty()
                : OptionalLong.of(all.stream()
                        .filter(each -> Boolean.TRUE.equals(each.failed()))
                        .count());
    }

    /**
     * Reads them.
     *
     * @param labels that name the service
     * @param exactness to what time each is told; must divide the span
     * @param log of that service
     */
    public static Deployments read(
            PrometheusClient client,
            Progress progress,
            Map<String, String> labels,
            Span span,
            Duration exactness,
            IncidentLog log) {
        List<Deployment> counted = counted(new Increases(client, progress), labels, span, exactness);
        if (!counted.isEmpty()) {
            return new Deployments(counted, Source.COUNTER);
        }
        List<LoggedDeployment> logged = log.deployments().stream()
                .filter(each -> span.contains(each.at()))
                .toList();
        Versions versions = versions(client, labels, span);
        List<Deployment> all = new ArrayList<>();
        logged.forEach(each -> all.add(new Deployment(each.at(), each.version(), each.failed())));
        versions.changes().stream()
                .filter(change -> logged.stream().noneMatch(each -> isSame(each, change)))
                .forEach(all::add);
        all.sort(Comparator.comparing(Deployment::at));
        return new Deployments(all, source(versions.seen(), !log.deployments().isEmpty()));
    }

    private static Source source(boolean versions, boolean log) {
        if (versions) {
            return log ? Source.VERSIONS_AND_LOG : Source.VERSIONS;
        }
        return log ? Source.LOG : Source.NOBODY;
    }

    private static List<Deployment> counted(
            Increases increases, Map<String, String> labels, Span span, Duration exactness) {
        List<Deployment> all = new ArrayList<>();
        String selector = Matching.exactly(Catalog.DEPLOYMENTS.name(), labels);
        increases.read(selector, span.start(), span.end(), exactness, (series, end, grown) -> {
            boolean failed = !"success".equals(series.get("status"));
            for (long i = Math.round(grown); i > 0; i--) {
                all.add(new Deployment(end, null, failed));
            }
        });
        all.sort(Comparator.comparing(Deployment::at));
        return all;
    }

    private record Versions(List<Deployment> changes, boolean seen) {}

    /** A version that runs now and did not when the service was last seen is a deployment; the first ever seen is not. */
    private static Versions versions(PrometheusClient client, Map<String, String> labels, Span span) {
        String seen = "last_over_time(" + Matching.exactly(Catalog.SERVICE_INFO.name(), labels) + "[" + STEP.toSeconds()
                + "s])";
        String query = "count by (version) (" + seen + ")";
        Map<Long, Set<String>> running = new TreeMap<>();
        Pieces.read(
                span.start().minus(SAME),
                span.end(),
                STEP,
                (from, to) -> client.queryRange(query, from, to, STEP),
                found -> found.forEach(series -> series.times()
                        .forEach(time -> running.computeIfAbsent(time, key -> new TreeSet<>())
                                .add(series.label("version")))));
        List<Deployment> changes = new ArrayList<>();
        Set<String> last = Set.of();
        for (Map.Entry<Long, Set<String>> at : running.entrySet()) {
            Instant time = Instant.ofEpochMilli(at.getKey());
            for (String version : at.getValue()) {
                if (!last.isEmpty() && !last.contains(version) && time.isAfter(span.start())) {
                    changes.add(new Deployment(time, version, null));
                }
            }
            last = at.getValue();
        }
        return new Versions(
                changes,
                running.keySet().stream().anyMatch(time -> time > span.start().toEpochMilli()));
    }

    private static boolean isSame(LoggedDeployment logged, Deployment change) {
        return Duration.between(logged.at(), change.at()).abs().compareTo(SAME) <= 0
                && (logged.version() == null || logged.version().equals(change.version()));
    }
}
