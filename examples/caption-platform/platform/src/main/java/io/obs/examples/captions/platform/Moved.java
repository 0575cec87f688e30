package io.obs.examples.captions.platform;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What went wrong since a moment, in the words of the services' scrapes. */
final class Moved {

    private static final String[] FAMILIES = {
        "http_errors_total",
        "jobs_failed_total",
        "circuit_breaker_failures_total",
        "queue_acks_total",
        "cache_requests_total",
        "db_errors_total",
        "storage_errors_total"
    };

    private final Platform platform;
    private final Map<ServiceProcess, Map<String, Double>> before = new java.util.HashMap<>();

    private Moved(Platform platform) {
        this.platform = platform;
    }

    static Moved since(Platform platform) throws IOException, InterruptedException {
        Moved moved = new Moved(platform);
        for (ServiceProcess service : platform.services()) {
            moved.before.put(service, Scrape.of(service).values(FAMILIES));
        }
        return moved;
    }

    /** A line for each series that has another value than then. */
    List<String> lines() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        for (ServiceProcess service : platform.services()) {
            Map<String, Double> then = before.getOrDefault(service, new TreeMap<>());
            Scrape.of(service).values(FAMILIES).forEach((series, now) -> {
                double more = now - then.getOrDefault(series, 0.0);
                if (more > 0) {
                    lines.add(String.format(Locale.ROOT, "%-12s %s +%.0f", service.name(), series, more));
                }
            });
        }
        return lines;
    }
}
