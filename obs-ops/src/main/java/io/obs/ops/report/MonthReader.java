package io.obs.ops.report;

import io.obs.catalog.Catalog;
import io.obs.ops.deployment.Deployments;
import io.obs.ops.incident.AlertEpisode;
import io.obs.ops.incident.IncidentLog;
import io.obs.ops.incident.Incidents;
import io.obs.ops.incident.ProbeMinutes;
import io.obs.ops.incident.Span;
import io.obs.ops.prometheus.BucketSum;
import io.obs.ops.prometheus.Increases;
import io.obs.ops.prometheus.Progress;
import io.obs.ops.prometheus.PrometheusClient;
import io.obs.ops.prometheus.RawSamples;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reads a month's figures from a server. */
final class MonthReader {

    private final PrometheusClient client;
    private final Sources sources;
    private final IncidentLog log;
    private final Progress progress;

    MonthReader(PrometheusClient client, Sources sources, IncidentLog log, Progress progress) {
        this.client = client;
        this.sources = sources;
        this.log = log.of(sources.service());
        this.progress = progress;
    }

    Figures read(Month month) {
        Span span = month.span();
        RawSamples samples = new RawSamples(client, progress);
        ProbeMinutes probe = new ProbeMinutes(span, samples.read(sources.probes(), span.start(), span.end()));
        List<AlertEpisode> episodes = AlertEpisode.of(samples.read(sources.alerts(), span.start(), span.end()));
        Requests requests = new Requests(month.zone());
        Increases increases = new Increases(client, progress);
        increases.read(sources.selector(Catalog.HTTP_REQUESTS.name()), span.start(), span.end(), requests::count);
        String buckets = Catalog.HTTP_REQUEST_DURATION.name() + "_bucket";
        increases.read(sources.selector(buckets), span.start(), span.end(), requests::time);
        return new Figures(
                month,
                probe,
                requests.all,
                requests.latency,
                requests.windows.size(),
                requests.windows.isEmpty() ? null : requests.windows.first(),
                Incidents.of(span, probe.outages(), episodes, log.incidents()),
                Deployments.read(client, progress, sources.labels(), span, month.window(), log),
                days(month, probe, requests));
    }

    private static List<Figures.Day> days(Month month, ProbeMinutes probe, Requests requests) {
        List<Figures.Day> days = new ArrayList<>();
        for (int i = 1; i <= month.month().lengthOfMonth(); i++) {
            LocalDate date = month.month().atDay(i);
            Span day = new Span(
                    date.atStartOfDay(month.zone()).toInstant(),
                    date.plusDays(1).atStartOfDay(month.zone()).toInstant());
            BucketSum latency = requests.latencyByDay.getOrDefault(date, new BucketSum());
            days.add(new Figures.Day(
                    date,
                    probe.known(day),
                    probe.down(day),
                    requests.byDay.getOrDefault(date, Figures.Traffic.NONE),
                    latency.quantile(0.95)));
        }
        return days;
    }

    /** What the month's windows add up to. */
    private static final class Requests {

        private final ZoneId zone;
        private final BucketSum latency = new BucketSum();
        private final Map<LocalDate, Figures.Traffic> byDay = new HashMap<>();
        private final Map<LocalDate, BucketSum> latencyByDay = new HashMap<>();
        private final TreeSet<Instant> windows = new TreeSet<>();
        private Figures.Traffic all = Figures.Traffic.NONE;

        Requests(ZoneId zone) {
            this.zone = zone;
        }

        void count(Map<String, String> labels, Instant windowEnd, double increase) {
            boolean error = labels.getOrDefault("status", "").startsWith("5");
            Figures.Traffic more = new Figures.Traffic(increase, error ? increase : 0);
            all = all.plus(more);
            byDay.merge(day(windowEnd), more, Figures.Traffic::plus);
            windows.add(windowEnd);
        }

        void time(Map<String, String> labels, Instant windowEnd, double increase) {
            latency.add(labels, increase);
            latencyByDay.computeIfAbsent(day(windowEnd), key -> new BucketSum()).add(labels, increase);
        }

        private LocalDate day(Instant windowEnd) {
            return windowEnd.minusMillis(1).atZone(zone).toLocalDate();
        }
    }
}
