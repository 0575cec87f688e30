package io.obs.ops.world;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Two months of the service {@code gateway}, of {@code young}, which began within the second, and of {@code idle}, which nobody
 * asks; with all that makes counting hard. What happened is kept beside what was scraped.
 */
public final class World {

    public static final Instant START = Instant.parse("2025-01-31T00:00:00Z");
    public static final Instant END = Instant.parse("2025-04-02T00:00:00Z");

    private static final Duration SCRAPE = Duration.ofMinutes(5);
    /** Prometheus was away; a new instance began before it came back. */
    private static final Instant AWAY = Instant.parse("2025-03-17T02:02:00Z");

    private static final Instant BACK = Instant.parse("2025-03-17T04:48:00Z");

    private final SplittableRandom random = new SplittableRandom(20250301);
    private final Exposition scraped = new Exposition();
    private final Map<String, List<Instance.Answered>> answered = new TreeMap<>();
    private final Set<Instant> down = new TreeSet<>();
    private final Set<Instant> seen = new TreeSet<>();

    /** The probe's outages, as they were. */
    public static final List<Instant[]> OUTAGES = List.of(
            span("2025-02-12T09:00:00Z", 8),
            span("2025-03-01T02:50:00Z", 30), // over the start of March in Sao Paulo
            span("2025-03-04T10:00:00Z", 5),
            span("2025-03-18T22:10:00Z", 15),
            span("2025-03-31T18:10:00Z", 10), // over the end of March in Kathmandu
            span("2025-03-31T21:50:00Z", 15), // in Berlin
            span("2025-04-01T02:55:00Z", 15)); // in Sao Paulo

    /** Minutes without a probe, beside those that Prometheus was away; the first lies in an outage. */
    private static final Set<Instant> UNSEEN = Set.of(
            Instant.parse("2025-03-18T22:15:00Z"),
            Instant.parse("2025-03-20T12:00:00Z"),
            Instant.parse("2025-03-20T12:01:00Z"));

    public static final List<Instant> DEPLOYED = times(
            "2025-02-03T10:00:30Z",
            "2025-03-01T01:00:30Z", // still February in Sao Paulo, already March elsewhere
            "2025-03-03T10:00:30Z",
            "2025-03-14T10:01:30Z",
            "2025-03-14T10:03:30Z",
            "2025-03-28T16:20:30Z",
            "2025-04-01T15:00:30Z");
    public static final List<Instant> DEPLOYED_BADLY = times("2025-03-14T09:31:30Z");

    /** Lives it. */
    public World() {
        List<Life> lives = List.of(
                // Long there before the first sample; restarted twice, once at a window's edge.
                new Life("gateway", "a:9464", "2024-12-01T00:00:00Z", 1_000_000, "2025-03-14T10:00:00Z")
                        .restarted("2025-03-05T04:00:00Z", "2025-03-09T12:25:00Z"),
                // Away for six hours, under the same name afterwards.
                new Life("gateway", "b:9464", "2025-02-10T00:00:00Z", 0, "2025-03-22T01:00:00Z"),
                new Life("gateway", "b:9464", "2025-03-22T07:00:00Z", 0, "2026-01-01T00:00:00Z"),
                new Life("gateway", "c:9464", "2025-03-14T10:02:00Z", 0, "2026-01-01T00:00:00Z"),
                // Began while Prometheus was away.
                new Life("gateway", "d:9464", "2025-03-17T04:42:00Z", 0, "2025-03-25T00:00:00Z"),
                // Had long run when it was first scraped.
                new Life("gateway", "e:9464", "2025-01-01T00:00:00Z", 500_000, "2026-01-01T00:00:00Z")
                        .foundAt("2025-03-11T06:31:00Z"),
                new Life("young", "y:9464", "2025-03-12T08:01:00Z", 0, "2026-01-01T00:00:00Z"),
                new Life("idle", "i:9464", "2025-01-01T00:00:00Z", 0, "2026-01-01T00:00:00Z"));
        for (Instant at = START; !at.isAfter(END); at = at.plus(SCRAPE)) {
            for (Life life : lives) {
                life.live(at);
            }
            if (isThere(at)) {
                scrapeOthers(at);
            }
        }
        for (Instant minute = START; minute.isBefore(END); minute = minute.plusSeconds(60)) {
            probe(minute);
        }
    }

    /** What Prometheus would have scraped. */
    public Path write(Path file) throws IOException {
        return scraped.write(file);
    }

    /** How many requests there were in the span. */
    public long requests(String service, Instant from, Instant to) {
        return in(service, from, to).size();
    }

    /** How many of them failed. */
    public long errors(String service, Instant from, Instant to) {
        return in(service, from, to).stream()
                .filter(each -> each.status() >= 500)
                .count();
    }

    /** How long they took, ascending. */
    public double[] seconds(String service, Instant from, Instant to) {
        return in(service, from, to).stream()
                .mapToDouble(Instance.Answered::seconds)
                .sorted()
                .toArray();
    }

    public long minutesSeen(Instant from, Instant to) {
        return seen.stream()
                .filter(each -> !each.isBefore(from) && each.isBefore(to))
                .count();
    }

    public long minutesDown(Instant from, Instant to) {
        return down.stream()
                .filter(each -> !each.isBefore(from) && each.isBefore(to))
                .count();
    }

    private List<Instance.Answered> in(String service, Instant from, Instant to) {
        return answered.getOrDefault(service, List.of()).stream()
                .filter(each -> !each.at().isBefore(from) && each.at().isBefore(to))
                .toList();
    }

    private static boolean isThere(Instant at) {
        return at.isBefore(AWAY) || at.isAfter(BACK);
    }

    private void probe(Instant minute) {
        boolean fails = OUTAGES.stream().anyMatch(each -> !minute.isBefore(each[0]) && minute.isBefore(each[1]));
        Instant at = minute.plusMillis(7_125);
        if (isThere(at) && !UNSEEN.contains(minute)) {
            seen.add(minute);
            if (fails) {
                down.add(minute);
            }
            scraped.sample(
                    "probe_success",
                    Map.of("service", "gateway", "job", "blackbox", "instance", "https://gateway/health"),
                    at,
                    fails ? 0 : 1);
        }
        alert(minute, "ServiceDown", "critical", "2025-03-18T22:12:00Z", "2025-03-18T22:26:00Z");
        alert(minute, "HighErrorRate", "critical", "2025-03-10T12:00:00Z", "2025-03-10T12:20:00Z");
        alert(minute, "DbConnectionPoolExhausted", "critical", "2025-03-10T12:15:00Z", "2025-03-10T12:30:00Z");
        alert(minute, "HighLatency", "warning", "2025-03-12T12:00:00Z", "2025-03-12T14:00:00Z");
    }

    private void alert(Instant minute, String name, String severity, String from, String to) {
        if (!minute.isBefore(Instant.parse(from)) && minute.isBefore(Instant.parse(to))) {
            scraped.sample(
                    "ALERTS",
                    Map.of("alertname", name, "alertstate", "firing", "service", "gateway", "severity", severity),
                    minute,
                    1);
        }
    }

    private void scrapeOthers(Instant at) {
        Map<String, String> pipeline = Map.of("job", "pipeline", "instance", "ci:9464");
        scraped.sample("up", pipeline, at, 1);
        count(pipeline, "success", 40 + before(DEPLOYED, at), at);
        int failed = before(DEPLOYED_BADLY, at);
        if (failed > 0) {
            count(pipeline, "failure", failed, at); // not declared: it begins at 1
        }
        String version = at.isBefore(Instant.parse("2025-03-20T09:00:00Z"))
                ? "1.0"
                : at.isBefore(Instant.parse("2025-03-22T18:00:00Z")) ? "1.1" : "1.2";
        if (at.isAfter(Instant.parse("2025-03-12T08:01:00Z"))) {
            scraped.sample(
                    "service_info",
                    Map.of("service", "young", "job", "platform", "instance", "y:9464", "version", version),
                    at,
                    1);
        }
        scraped.sample(
                "service_info",
                Map.of("service", "gateway", "job", "platform", "instance", "b:9464", "version", version),
                at,
                1);
    }

    private void count(Map<String, String> target, String status, double value, Instant at) {
        Map<String, String> labels = new TreeMap<>(target);
        labels.put("service", "gateway");
        labels.put("status", status);
        scraped.sample("deployments_total", labels, at, value);
    }

    private static int before(List<Instant> times, Instant at) {
        return (int) times.stream().filter(time -> time.isBefore(at)).count();
    }

    private static Instant[] span(String from, int minutes) {
        Instant start = Instant.parse(from);
        return new Instant[] {start, start.plusSeconds(minutes * 60L)};
    }

    private static List<Instant> times(String... times) {
        return java.util.Arrays.stream(times).map(Instant::parse).toList();
    }

    /** An instance from birth to death. */
    private final class Life {

        private final String service;
        private final Instance instance;
        private final Instant death;
        private final List<Instant> restarts = new ArrayList<>();
        private Instant found = Instant.MIN;

        Life(String service, String name, String birth, double past, String death) {
            this.service = service;
            this.instance = new Instance(service, name, Instant.parse(birth), past);
            this.death = Instant.parse(death);
        }

        Life restarted(String... times) {
            restarts.addAll(times(times));
            return this;
        }

        Life foundAt(String time) {
            found = Instant.parse(time);
            return this;
        }

        /** From one scrape to the next. Nothing happens between a scrape and a restart: no scraper could know of it. */
        void live(Instant at) {
            Instant from = at.minus(SCRAPE);
            if (at.isAfter(death) || at.isBefore(instance.born()) || at.isBefore(found)) {
                return;
            }
            Instant start = from.isBefore(instance.born()) ? instance.born() : from;
            boolean known = found.isBefore(from);
            if (!service.equals("idle") && known && start.plusSeconds(60).isBefore(at)) {
                int most = at.getEpochSecond() / 3600 % 24 < 6 ? 2 : 8;
                for (int i = random.nextInt(most); i > 0; i--) {
                    Instance.Answered request = Instance.Answered.random(random, start, Duration.between(start, at));
                    instance.answer(request);
                    if (at.isAfter(START)) {
                        answered.computeIfAbsent(service, key -> new ArrayList<>())
                                .add(request);
                    }
                }
            }
            if (isThere(at)) {
                instance.scrape(at, scraped);
            }
            if (restarts.contains(at)) {
                instance.start(at.plusSeconds(20));
            }
        }
    }
}
