package io.obs.metrics.probe;

import io.obs.catalog.Catalog;
import io.obs.pipeline.Clock;
import io.obs.pipeline.Meters;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One service that is asked: what was last seen of it, for the scrape, the page and the log. Thread-safe. */
final class ProbedService {

    private record Last(Seen seen, long at, long since, long count) {}

    private final String service;
    private final URI url;
    private final Clock clock;
    private final long lasts;
    private final Meters.Histogram durations;
    private final Meters.Registration gauge;
    private volatile @Nullable Last last;

    /** @param interval how often it is asked: what is older than three of them is not known any more */
    ProbedService(String service, URI url, Duration interval, Clock clock, Meters meters) {
        this.service = service;
        this.url = url;
        this.clock = clock;
        lasts = 3 * interval.toNanos();
        durations = meters.histograms(Catalog.OBS_PROBE_DURATION).get(service);
        gauge = meters.gauge(Catalog.PROBE_SUCCESS, this::value, service);
    }

    /** By the one thread that asks. Logs where it is otherwise than before. */
    void saw(Seen seen) {
        Last before = last;
        long now = clock.nanoTime();
        if (before != null && before.seen().isSuccess() == seen.isSuccess()) {
            last = new Last(seen, now, before.since(), before.count() + 1);
        } else {
            last = new Last(seen, now, now, 1);
            tell(seen, before, now);
        }
        durations.observeNanos(seen.nanos());
    }

    private void tell(Seen seen, @Nullable Last before, long now) {
        if (!seen.isSuccess()) {
            logger().warn("obs: the probe of {} fails, {}: {}", service, shown(), seen.failure());
        } else if (before != null) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(now - before.since());
            logger().info("obs: the probe of {} succeeds again, {}, after {} s", service, shown(), seconds);
        }
    }

    private double value() {
        Last now = last;
        if (now == null || clock.nanoTime() - now.at() > lasts) {
            return Double.NaN;
        }
        return now.seen().isSuccess() ? 1 : 0;
    }

    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("service", service);
        facts.put("url", shown());
        Last now = last;
        if (now == null) {
            facts.put("result", "not asked yet");
            return facts;
        }
        facts.put("result", now.seen().isSuccess() ? "success" : "failure");
        facts.put("reason", now.seen().failure());
        facts.put("duration_ms", TimeUnit.NANOSECONDS.toMillis(now.seen().nanos()));
        facts.put("asked_at", instant(now.at()));
        facts.put("same_since", instant(now.since()));
        facts.put("same_results", now.count());
        return facts;
    }

    private String instant(long nanoTime) {
        long nanos = clock.epochNanos(nanoTime);
        return Instant.ofEpochSecond(0, nanos)
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                .toString();
    }

    /** Without the query, which may hold a secret. */
    private String shown() {
        return url.toString().replaceAll("\\?.*", "");
    }

    void close() {
        gauge.remove();
    }

    private static Logger logger() {
        return LoggerFactory.getLogger("obs");
    }
}
