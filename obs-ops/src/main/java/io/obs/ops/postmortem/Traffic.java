package io.obs.ops.postmortem;

import io.obs.catalog.Catalog;
import io.obs.ops.incident.Span;
import io.obs.ops.prometheus.BucketSum;
import io.obs.ops.prometheus.Increases;
import io.obs.ops.report.Format;
import io.obs.ops.report.Sources;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Requests of a span.
 *
 * @param byStatus how many ended with each status
 * @param failedByEndpoint how many ended with 5xx at each endpoint
 * @param latency their durations
 */
record Traffic(Map<String, Double> byStatus, Map<String, Double> failedByEndpoint, BucketSum latency) {

    static Traffic read(Increases increases, Sources sources, Span span) {
        Traffic traffic = new Traffic(new TreeMap<>(), new TreeMap<>(), new BucketSum());
        increases.read(
                sources.selector(Catalog.HTTP_REQUESTS.name()), span.start(), span.end(), (labels, end, grown) -> {
                    String status = labels.getOrDefault("status", "");
                    traffic.byStatus.merge(status, grown, Double::sum);
                    if (status.startsWith("5")) {
                        traffic.failedByEndpoint.merge(labels.getOrDefault("endpoint", ""), grown, Double::sum);
                    }
                });
        increases.read(
                sources.selector(Catalog.HTTP_REQUEST_DURATION.name() + "_bucket"),
                span.start(),
                span.end(),
                (labels, end, grown) -> traffic.latency.add(labels, grown));
        return traffic;
    }

    double requests() {
        return byStatus.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    double failed() {
        return failedByEndpoint.values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    String failedShare() {
        return requests() > 0 ? Format.percent(failed() / requests()) : Format.NONE;
    }

    /** {@code 503: 250, 500: 50}, the most frequent first. */
    String failedByStatus() {
        return byStatus.entrySet().stream()
                .filter(each -> each.getKey().startsWith("5") && each.getValue() > 0)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(each -> each.getKey() + ": " + Format.count(each.getValue()))
                .collect(Collectors.joining(", "));
    }

    Optional<Map.Entry<String, Double>> worstEndpoint() {
        return failedByEndpoint.entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .max(Comparator.comparing(Map.Entry::getValue));
    }

    String quantile(double q) {
        OptionalDouble seconds = latency.quantile(q);
        if (seconds.isEmpty()) {
            return Format.NONE;
        }
        return Double.isInfinite(seconds.getAsDouble())
                ? ">" + Format.latency(latency.largestBound())
                : Format.latency(seconds.getAsDouble());
    }
}
