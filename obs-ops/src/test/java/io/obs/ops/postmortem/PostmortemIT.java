package io.obs.ops.postmortem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obs.ops.ObsOps;
import io.obs.ops.world.BackfilledPrometheus;
import io.obs.ops.world.Exposition;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One morning in a real Prometheus: a deployment at 10:20, a breaker that opens, errors, two alerts, a probe that fails. */
class PostmortemIT {

    private static final Instant START = Instant.parse("2025-10-23T02:00:00Z");
    private static final Map<String, String> TARGET = Map.of("job", "platform", "instance", "a:9464");

    @TempDir
    private static Path directory;

    private static BackfilledPrometheus prometheus;

    @BeforeAll
    static void fill() throws Exception {
        assumeTrue(BackfilledPrometheus.isInstalled(), "prometheus and promtool are not installed");
        prometheus = BackfilledPrometheus.start(directory, morning().write(directory.resolve("morning.om")));
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    /** A sample each minute until noon; times of the day in UTC. */
    private static Exposition morning() {
        Exposition morning = new Exposition();
        double good = 0;
        double unavailable = 0;
        double broken = 0;
        for (int minute = 0; minute <= 600; minute++) {
            Instant at = START.plusSeconds(minute * 60L);
            boolean bad = minute > 510 && minute <= 525; // 10:30 to 10:45
            good += bad ? 90 : 100;
            unavailable += bad ? 8 : 0;
            broken += bad ? 2 : 0;
            morning.sample("up", TARGET, at, 1);
            request(morning, "200", good, at);
            request(morning, "503", unavailable, at);
            request(morning, "500", broken, at);
            for (String le : new String[] {"0.1", "0.5", "+Inf"}) {
                boolean fast = le.equals("0.1");
                morning.sample(
                        "http_request_duration_seconds_bucket",
                        with("endpoint", "/jobs", "le", le),
                        at,
                        fast ? good : good + unavailable + broken);
            }
            morning.sample(
                    "circuit_breaker_state",
                    with("dependency", "job-manager"),
                    at,
                    minute < 512 || minute > 526 ? 0 : minute < 526 ? 1 : 2);
            morning.sample("deployments_total", with("status", "success"), at, minute <= 499 ? 7 : 8);
            morning.sample("probe_success", with("x", "y"), at.plusSeconds(5), minute >= 514 && minute < 517 ? 0 : 1);
            alert(morning, "HighErrorRate", "pending", minute, 510, 512, at);
            alert(morning, "HighErrorRate", "firing", minute, 512, 526, at);
            alert(morning, "CircuitBreakerOpen", "firing", minute, 517, 526, at);
            if (minute == 515) {
                morning.sample(
                        "ALERTS",
                        Map.of("alertname", "HighLatency", "alertstate", "firing", "service", "somebody-elses"),
                        at,
                        1);
            }
        }
        return morning;
    }

    private static void request(Exposition to, String status, double count, Instant at) {
        to.sample("http_requests_total", with("endpoint", "/jobs", "method", "POST", "status", status), at, count);
    }

    private static void alert(Exposition to, String name, String state, int minute, int from, int until, Instant at) {
        if (minute >= from && minute < until) {
            to.sample("ALERTS", Map.of("alertname", name, "alertstate", state, "service", "api-gateway"), at, 1);
        }
    }

    private static Map<String, String> with(String... labels) {
        Map<String, String> all = new TreeMap<>(TARGET);
        all.put("service", "api-gateway");
        for (int i = 0; i < labels.length; i += 2) {
            all.put(labels[i], labels[i + 1]);
        }
        return all;
    }

    @Test
    void page_isFilledFromPrometheus() {
        assertThat(run("--alert", "HighErrorRate", "--from", "2025-10-23 10:00", "--to", "2025-10-23 11:30"))
                .startsWith("""
                        ## Incident Report

                        **When**: 2025-10-23 10:30-10:46 (16 min), UTC
                        **What**: HighErrorRate: api-gateway answered 9.375% of its requests with an error (503: 120, 500: 30)
                        **Impact**: 150 of 1,600 requests failed, users affected: not known

                        ## Timeline

                        - 10:20: Deployment
                        - 10:30: HighErrorRate is pending
                        - 10:32: HighErrorRate fires
                        """);
    }

    @Test
    void page_isFilledFromTheLogToo() throws Exception {
        Path log = Files.writeString(directory.resolve("incidents.yml"), """
                incidents:
                  - service: api-gateway
                    start: 2025-10-23 07:30
                    acknowledged: 2025-10-23 07:32
                    end: 2025-10-23 07:45
                    title: Memory leak in job-manager
                    resolution: service restarted
                    users_affected: 5000
                    timeline:
                      - {at: 2025-10-23 07:35, text: "Root cause identified: memory leak in job-manager"}
                """);
        assertThat(run(
                        "--alert", "HighErrorRate",
                        "--service", "api-gateway",
                        "--from", "2025-10-23T10:00:00Z",
                        "--to", "2025-10-23 08:30",
                        "--zone", "America/Sao_Paulo",
                        "--incidents", log.toString()))
                .isEqualTo("""
                        ## Incident Report

                        **When**: 2025-10-23 07:30-07:45 (15 min), America/Sao_Paulo
                        **What**: Memory leak in job-manager (HighErrorRate): api-gateway answered 10.00% of its requests with an error (503: 120, 500: 30)
                        **Impact**: 150 of 1,500 requests failed, 5,000 users affected

                        ## Timeline

                        - 07:20: Deployment
                        - 07:30: HighErrorRate is pending
                        - 07:30: It begins: Memory leak in job-manager
                        - 07:32: HighErrorRate fires
                        - 07:32: Acknowledged
                        - 07:32: The breaker of job-manager at a:9464 is OPEN
                        - 07:34: The probe fails
                        - 07:35: Root cause identified: memory leak in job-manager
                        - 07:37: CircuitBreakerOpen fires
                        - 07:37: The probe succeeds
                        - 07:45: It is over: service restarted
                        - 07:46: HighErrorRate is over
                        - 07:46: CircuitBreakerOpen is over
                        - 07:46: The breaker of job-manager at a:9464 is HALF_OPEN
                        - 07:47: The breaker of job-manager at a:9464 is CLOSED

                        ## What the metrics say

                        - Error rate: 10.00%; in the hour before: 0.00%.
                        - P95 latency: 300ms, P99: 460ms; in the hour before: 95ms and 99ms.
                        - Most errors at: `/jobs`, 150 of 150.
                        - The probe failed in 3 of 15 minutes.
                        - The breaker of job-manager at a:9464 changed its state 3 times, and was CLOSED at the end.
                        - Deployments in the 6 hours before and during it: 1.
                        """ + Template.text().substring(Template.text().indexOf("\n## Root cause")));
    }

    @Test
    void alertsOfOthers_areLeftOut_alsoWhereTheServicesOwnLabelIsAnExportedOne() {
        assertThat(run(
                        "--service-label=exported_service",
                        "--alert=HighErrorRate",
                        "--from=2025-10-23 10:00",
                        "--to=2025-10-23 11:30"))
                .contains(
                        "- 10:32: HighErrorRate fires", "- 10:37: CircuitBreakerOpen fires", "- 10:34: The probe fails")
                .doesNotContain("HighLatency");
    }

    @Test
    void page_thatIsThere_isKept() throws Exception {
        Path page = Files.writeString(directory.resolve("filled.md"), "filled in");
        List<String> same = List.of(
                "--alert=HighErrorRate", "--from=2025-10-23 10:00", "--to=2025-10-23 11:30", "--output=" + page);

        assertThat(run(same.toArray(String[]::new)))
                .startsWith("--output " + page
                        + " is there, and somebody may have filled it in: take another file, or --force");
        assertThat(page).content().isEqualTo("filled in");
        run(Stream.concat(same.stream(), Stream.of("--force")).toArray(String[]::new));
        assertThat(page).content().startsWith("## Incident Report");
    }

    @Test
    void alert_thatDidNotFire_isToldWithThoseThatDid() {
        assertThat(run(
                        "--alert",
                        "QueueBacklog",
                        "--from",
                        "2025-10-23 10:00",
                        "--to",
                        "2025-10-23 11:30",
                        "--service",
                        "api-gateway"))
                .contains(
                        "the alert QueueBacklog did not fire between 2025-10-23T10:00:00Z and 2025-10-23T11:30:00Z; those that"
                                + " did: CircuitBreakerOpen, HighErrorRate");
        assertThat(run("--alert", "HighErrorRate", "--from", "2025-10-23 10:00", "--to", "tomorrow"))
                .contains("--to \"tomorrow\" is not a time such as 2025-04-10T10:30:00-03:00 or 2025-04-10 10:30");
        assertThat(run("--alert", "HighErrorRate", "--from", "2025-10-23 10:00", "--to", "2025-10-23 09:00"))
                .contains("--to must be after --from");
    }

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        List<String> all = new ArrayList<>(List.of("postmortem", "--prometheus", prometheus.url()));
        all.addAll(List.of(arguments));
        ObsOps.run(writer, writer, all.toArray(String[]::new));
        return out.toString();
    }
}
