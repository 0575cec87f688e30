package io.obs.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.obs.Observability;
import io.obs.catalog.Catalog;
import io.obs.pipeline.Clock;
import io.obs.slo.Slo;
import io.obs.slo.Slos;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is left of the error budgets, as the admin endpoint tells it. */
class SloBudgetsTest {

    private static final Slo JOBS = Slo.availability("POST /api/v1/jobs", 99);
    private static final Slo FAST = Slo.latency("/api/v1/jobs", Duration.ofMillis(300), 90);
    private static final Duration STEP = SloHistory.STEP;

    private final FixedClock clock = new FixedClock();

    private Observability start(Slo... slos) {
        return Scraping.quiet().clock(clock).use(Slos.class, Slos.of(slos)).build();
    }

    private static void count(Observability obs, String endpoint, String method, String status, int times) {
        obs.meters()
                .counters(Catalog.HTTP_REQUESTS)
                .get(endpoint, method, status)
                .add(times);
    }

    /** The section of the page, without the sentence that says whose budgets they are. */
    private static String budgets(Observability obs) {
        String page = Scraping.page(obs, "/obs?format=json", Map.of());
        int at = page.indexOf("\"budgets\":");
        return at < 0 ? "" : page.substring(at + 10, page.indexOf("]}", at) + 1);
    }

    /** Lets time pass as it does, half a minute after the other. */
    private void pass(Observability obs, Duration time) {
        for (Duration left = time; left.compareTo(Duration.ZERO) > 0; left = left.minus(STEP)) {
            clock.advance(STEP);
            budgets(obs);
        }
    }

    @Test
    void budget_isReckonedFromTheCountersThatAreScraped() {
        try (Observability obs = start(JOBS)) {
            count(obs, "/api/v1/jobs", "POST", "202", 1_990);
            count(obs, "/api/v1/jobs", "POST", "404", 5);
            count(obs, "/api/v1/jobs", "POST", "503", 5);
            count(obs, "/api/v1/jobs", "GET", "500", 100); // another method
            count(obs, "/other", "POST", "500", 100); // another route
            clock.advance(Duration.ofMinutes(2));

            assertThat(budgets(obs))
                    .isEqualTo("[{\"objective\":\"99.0 % of POST /api/v1/jobs without a 5xx\","
                            + "\"target_percent\":99.0,\"covers_seconds\":120,\"requests\":2000,\"bad\":5,"
                            + "\"good_percent\":99.75,\"budget_left_percent\":75.0,"
                            + "\"burn_rate_5m\":0.25,\"burn_rate_1h\":0.25,\"remark\":\"\"}]");
            assertThat(Scraping.page(obs, "/obs", Map.of("Accept", "text/html")))
                    .contains("<h2>objectives</h2>", "this process alone", "<th>budget left percent</th><td>75.0</td>");
        }
    }

    @Test
    void latency_isCountedAtItsBound() {
        try (Observability obs = start(FAST)) {
            var durations = obs.meters().histograms(Catalog.HTTP_REQUEST_DURATION);
            for (int i = 0; i < 95; i++) {
                durations
                        .get("/api/v1/jobs")
                        .observeNanos(Duration.ofMillis(300).toNanos());
            }
            for (int i = 0; i < 5; i++) {
                durations
                        .get("/api/v1/jobs")
                        .observeNanos(Duration.ofMillis(301).toNanos());
                durations.get("/other").observeNanos(Duration.ofSeconds(9).toNanos());
            }

            assertThat(budgets(obs))
                    .contains("\"objective\":\"90.0 % of /api/v1/jobs within 0.3 s\"")
                    .contains("\"requests\":100,\"bad\":5,\"good_percent\":95.0,\"budget_left_percent\":50.0");
        }
    }

    @Test
    void wholeService_isAllRoutesTogether_andMayOverdrawItsBudget() {
        try (Observability obs = start(Slo.availability("*", 99), Slo.latency("*", Duration.ofSeconds(1), 50))) {
            count(obs, "/a", "GET", "200", 900);
            count(obs, "/b", "POST", "500", 100);
            obs.meters().histograms(Catalog.HTTP_REQUEST_DURATION).get("/a").observeNanos(1);
            obs.meters().histograms(Catalog.HTTP_REQUEST_DURATION).get("/b").observeNanos(Long.MAX_VALUE / 4);

            assertThat(budgets(obs))
                    .contains("\"requests\":1000,\"bad\":100,\"good_percent\":90.0,\"budget_left_percent\":-900.0")
                    .contains("\"burn_rate_5m\":10.0")
                    .contains("\"requests\":2,\"bad\":1,\"good_percent\":50.0,\"budget_left_percent\":0.0");
        }
    }

    @Test
    void burnRates_lookBackOverTheirOwnWindows() {
        try (Observability obs = start(JOBS)) {
            count(obs, "/api/v1/jobs", "POST", "500", 100);
            pass(obs, Duration.ofMinutes(30));
            count(obs, "/api/v1/jobs", "POST", "202", 900);
            pass(obs, Duration.ofMinutes(4));
            assertThat(budgets(obs)).contains("\"burn_rate_5m\":0.0,\"burn_rate_1h\":10.0");
            pass(obs, Duration.ofMinutes(10));
            assertThat(budgets(obs)).contains("\"burn_rate_5m\":null,\"burn_rate_1h\":10.0");
            pass(obs, Duration.ofMinutes(30));
            assertThat(budgets(obs))
                    .contains("\"covers_seconds\":4440,\"requests\":1000,\"bad\":100")
                    .contains("\"burn_rate_5m\":null,\"burn_rate_1h\":0.0");
        }
    }

    @Test
    void whatIsOlderThan30Days_isForgotten() {
        SloHistory history = new SloHistory();
        long hour = Duration.ofHours(1).toNanos();
        long bad = 0;
        long now = 0;
        for (; now < 24 * 70 * hour; now += hour) {
            bad += now < 24 * 35 * hour ? 1 : 0;
            history.note(now, 10 * now / hour, bad);
        }

        assertThat(history.since(SloHistory.LONGEST, now, 10 * now / hour, bad))
                .isEqualTo(new SloHistory.Past(10 * 24 * 30, 0, 24 * 30 * hour));
    }

    @Test
    void whatCanNotBeSaid_isRemarked() {
        try (Observability obs = start(JOBS, Slo.availability("/api/v1/jbos", 99), Slo.availability("*", 99.9))) {
            assertThat(budgets(obs))
                    .contains("\"requests\":0,\"bad\":0,\"good_percent\":null,\"budget_left_percent\":null,"
                            + "\"burn_rate_5m\":null,\"burn_rate_1h\":null,\"remark\":\"no such route is measured\"");
            count(obs, "/api/v1/jobs", "POST", "200", 0);
            assertThat(budgets(obs)).containsOnlyOnce("\"remark\":\"no such route is measured\"");
            assertThat(Pattern.compile("\"remark\":\"no requests\"")
                            .matcher(budgets(obs))
                            .results())
                    .hasSize(2);
            count(obs, "/api/v1/jobs", "POST", "200", 500);
            assertThat(budgets(obs))
                    .contains(
                            "\"remark\":\"few requests: below 1000, a single bad one is more than the whole budget\"");
        }
    }

    @Test
    void withoutObjectives_thereIsNoSection_andAskingWiresNoFamily() {
        try (Observability obs = start()) {
            assertThat(budgets(obs)).isEmpty();
        }
        try (Observability obs = start(JOBS, FAST)) {
            assertThat(budgets(obs)).isNotEmpty();
            assertThat(Scraping.text(obs)).doesNotContain("http_requests_total", "http_request_duration");
        }
    }

    @Test
    void otherRegistry_tellsStatuses_andSaysThatItHasTheTimes() {
        try (Observability obs = Scraping.quiet()
                .clock(clock)
                .use(MeterRegistry.class, new SimpleMeterRegistry())
                .use(Slos.class, Slos.of(JOBS, FAST))
                .build()) {
            count(obs, "/api/v1/jobs", "POST", "200", 3);
            count(obs, "/api/v1/jobs", "POST", "500", 1);
            obs.meters()
                    .histograms(Catalog.HTTP_REQUEST_DURATION)
                    .get("/api/v1/jobs")
                    .observeNanos(1);

            assertThat(budgets(obs))
                    .contains("\"requests\":4,\"bad\":1,\"good_percent\":75.0")
                    .contains("\"remark\":\"not known here: times are kept by the service's own registry\"");
        }
    }

    @Test
    void totals_areRememberedThoughNobodyAsks_andNoThreadIsLeft() {
        ReadClock read = new ReadClock();
        Observability obs =
                Scraping.quiet().clock(read).use(Slos.class, Slos.of(JOBS)).build();
        count(obs, "/api/v1/jobs", "POST", "500", 100);
        read.time.advance(Duration.ofHours(1));
        int before = read.byTimers.get();
        await().until(() -> read.byTimers.get() > before + 3); // found it due, read, set the next, waits again
        read.time.advance(Duration.ofHours(1));

        assertThat(budgets(obs)).contains("\"burn_rate_1h\":null"); // from the start on it would be 100
        obs.close();
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("obs-slo")));
    }

    /** Counts how often the thread of the budgets looks at it. */
    private static final class ReadClock implements Clock {

        private final FixedClock time = new FixedClock();
        private final AtomicInteger byTimers = new AtomicInteger();

        @Override
        public long nanoTime() {
            if (Thread.currentThread().getName().equals("obs-slo")) {
                byTimers.incrementAndGet();
            }
            return time.nanoTime();
        }

        @Override
        public long epochNanos(long nanoTime) {
            return time.epochNanos(nanoTime);
        }
    }
}
