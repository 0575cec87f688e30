package io.obs.ops.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** One process of a service: answers made-up requests, and counts them as obs does. */
final class Instance {

    static final double[] BOUNDS = {0.1, 0.5, 1};

    private final String service;
    private final String name;
    private final Map<Map<String, String>, Double> requests = new TreeMap<>(Instance::compare);
    private final Map<String, double[]> durations = new TreeMap<>();
    private Instant born;

    /** Born with so many requests behind it that nobody scraped. */
    Instance(String service, String name, Instant born, double past) {
        this.service = service;
        this.name = name;
        start(born);
        requests.replaceAll((labels, zero) -> past);
        durations.replaceAll((endpoint, zero) -> new double[] {past, past, past, past});
    }

    /** A new process under the same name: its declared series are there at zero, the others are gone. */
    void start(Instant at) {
        born = at;
        requests.clear();
        durations.clear();
        for (String endpoint : new String[] {"/jobs", "/jobs/{id}"}) {
            requests.put(labels(endpoint, 200), 0.0);
            requests.put(labels(endpoint, 500), 0.0);
            durations.put(endpoint, new double[BOUNDS.length + 1]);
        }
    }

    Instant born() {
        return born;
    }

    void answer(Answered request) {
        requests.merge(labels(request.endpoint(), request.status()), 1.0, Double::sum);
        double[] counts = durations.get(request.endpoint());
        for (int i = 0; i < BOUNDS.length; i++) {
            counts[i] += request.seconds() <= BOUNDS[i] ? 1 : 0;
        }
        counts[BOUNDS.length]++;
    }

    void scrape(Instant at, Exposition to) {
        Map<String, String> target = Map.of("job", "platform", "instance", name);
        to.sample("up", target, at, 1);
        to.sample("process_start_time_seconds", target, at, born.toEpochMilli() / 1000.0);
        requests.forEach((labels, count) -> to.sample("http_requests_total", with(labels, target), at, count));
        BiConsumer<String, double[]> buckets = (endpoint, counts) -> {
            for (int i = 0; i < counts.length; i++) {
                Map<String, String> labels = new TreeMap<>(target);
                labels.put("service", service);
                labels.put("endpoint", endpoint);
                labels.put("le", i < BOUNDS.length ? Double.toString(BOUNDS[i]) : "+Inf");
                to.sample("http_request_duration_seconds_bucket", labels, at, counts[i]);
            }
        };
        durations.forEach(buckets);
    }

    private Map<String, String> labels(String endpoint, int status) {
        return new TreeMap<>(
                Map.of("service", service, "endpoint", endpoint, "method", "GET", "status", Integer.toString(status)));
    }

    private static Map<String, String> with(Map<String, String> labels, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(labels);
        all.putAll(more);
        return all;
    }

    private static int compare(Map<String, String> one, Map<String, String> other) {
        return one.toString().compareTo(other.toString());
    }

    /**
     * A request, as it truly was.
     */
    public record Answered(Instant at, String endpoint, int status, double seconds) {

        /** More of them by day; more of them fail, and slowly, at night. */
        static Answered random(SplittableRandom random, Instant from, Duration within) {
            long hour = from.getEpochSecond() / 3600 % 24;
            boolean night = hour < 6;
            Instant at = from.plusMillis(1 + random.nextLong(within.toMillis() - 2));
            double roll = random.nextDouble();
            int status = roll < (night ? 0.04 : 0.002) ? 500 : roll < 0.05 ? 404 : 200;
            double seconds =
                    status == 500 ? 0.3 + random.nextDouble() : Math.pow(random.nextDouble(), 4) * (night ? 1.2 : 0.6);
            return new Answered(at, random.nextInt(3) == 0 ? "/jobs/{id}" : "/jobs", status, seconds);
        }
    }
}
