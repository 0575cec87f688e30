package io.obs.ops.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.ops.deployment.Deployment;
import io.obs.ops.deployment.Deployments;
import io.obs.ops.incident.AlertEpisode;
import io.obs.ops.incident.Incidents;
import io.obs.ops.incident.LoggedIncident;
import io.obs.ops.incident.ProbeMinutes;
import io.obs.ops.incident.Span;
import io.obs.ops.prometheus.BucketSum;
import io.obs.ops.prometheus.Series;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The whole text of a report in each format; months made by hand. */
class ReportFormatTest {

    private static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");
    private static final Month APRIL =
            Month.of(YearMonth.of(2025, 4), SAO_PAULO, Instant.parse("2025-06-01T00:00:00Z"));
    private static final Instant START = APRIL.span().start();

    @Test
    void text_hasTheWordsAndTheLayoutOfTheSource() {
        assertThat(ReportFormat.TEXT.write(april())).isEqualTo("""
                api-gateway, 2025-04 (America/Sao_Paulo)

                Uptime:              99.9537% (↑ +0.0209)
                Uptime (requests):   99.97% (↑ +0.02)
                Error rate:          0.03% (↓ -0.02)
                P95 latency:         125ms (↓ -50ms)
                P99 latency:         250ms (↓ -100ms)
                Incidents:           2 (→ 0)
                  ├─ Incident 1: Database failover (5min, recovered)
                  └─ Incident 2: RabbitMQ OOM (15min, manual restart)
                Deployments:         2 (↑ +1)
                Failed deploys:      0 (→ 0)
                MTTR:                10 min (↓ -5min)
                Avg resolution time: 8 min (↓ -2min)

                Error budget (SLO 99.9%):
                  by time: 43.2 min allowed, 20 used (46.3%), 23.2 remaining, burn rate 0.46
                  by requests: 1,000 failed requests allowed, 300 used (30%), 700 remaining, burn rate 0.3

                Notes:
                  - A note with <angles> & a pipe | in it.
                """);
    }

    @Test
    void text_standsInTheGuide() throws Exception {
        String text = ReportFormat.TEXT.write(april());
        assertThat(Files.readString(Path.of("../docs/guide/report.md")))
                .contains("```text\n" + text.substring(0, text.indexOf("\nNotes:")) + "```");
    }

    @Test
    void markdown_isTables() {
        assertThat(ReportFormat.MARKDOWN.write(april())).isEqualTo("""
                # api-gateway, 2025-04 (America/Sao\\_Paulo)

                | figure | month | change |
                |---|---:|---:|
                | Uptime | 99.9537% | ↑ +0.0209 |
                | Uptime (requests) | 99.97% | ↑ +0.02 |
                | Error rate | 0.03% | ↓ -0.02 |
                | P95 latency | 125ms | ↓ -50ms |
                | P99 latency | 250ms | ↓ -100ms |
                | Incidents | 2 | → 0 |
                | Deployments | 2 | ↑ +1 |
                | Failed deploys | 0 | → 0 |
                | MTTR | 10 min | ↓ -5min |
                | Avg resolution time | 8 min | ↓ -2min |

                ## Incidents

                | start | duration | what | severity | how it ended |
                |---|---:|---|---|---|
                | 2025-04-03 10:30 | 5min | Database failover | critical | recovered |
                | 2025-04-20 22:00 | 15min | RabbitMQ OOM |  | manual restart |

                ## Error budget (SLO 99.9%)

                - by time: 43.2 min allowed, 20 used (46.3%), 23.2 remaining, burn rate 0.46
                - by requests: 1,000 failed requests allowed, 300 used (30%), 700 remaining, burn rate 0.3

                ## Notes

                - A note with \\<angles\\> & a pipe \\| in it.
                """);
    }

    @Test
    void json_hasTheDocumentedFields() {
        assertThat(ReportFormat.JSON.write(april()))
                .startsWith(
                        "{\"schema\":1,\"service\":\"api-gateway\",\"month\":\"2025-04\",\"zone\":\"America/Sao_Paulo\","
                                + "\"start\":\"2025-04-01T03:00:00Z\",\"end\":\"2025-05-01T03:00:00Z\",\"complete\":true,\"slo\":0.999,"
                                + "\"breached\":false,\"figures\":{\"uptime\":{\"value\":0.999537037037037,\"before\":")
                .contains(
                        "\"p95_seconds\":{\"value\":0.125,\"before\":0.17500000000000004,\"change\":-0.050000000000000044}")
                .contains(
                        "\"counts\":{\"minutes\":43200,\"minutes_seen\":43200,\"minutes_down\":20,\"requests\":1000000.0,"
                                + "\"errors\":300.0,\"deployments_from\":\"counter\"}")
                .contains(
                        "{\"title\":\"Database failover\",\"start\":\"2025-04-03T13:30:00Z\",\"end\":\"2025-04-03T13:35:00Z\","
                                + "\"seconds\":300,\"resolution\":\"recovered\",\"acknowledged\":\"2025-04-03T13:31:00Z\","
                                + "\"severity\":\"critical\",\"logged\":true,\"starts_before\":false,\"goes_on\":false}")
                .endsWith("\"notes\":[\"A note with <angles> & a pipe | in it.\"]}\n");
    }

    @Test
    void html_needsNothingBesideIt() throws Exception {
        String html = ReportFormat.HTML.write(april());
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("report.html"), html);
        assertThat(html)
                .contains("<td>P95 latency</td><td class=\"number\">125ms</td><td class=\"number better\">↓ -50ms</td>")
                .contains("<li>A note with &lt;angles&gt; &amp; a pipe | in it.</li>")
                .contains("<title>2025-04-03: 5</title><rect ")
                .contains("<title>2025-04-07: n/a</title><circle ")
                .doesNotContain("<script", "http://", "https://", "src=", "href=");
    }

    @Test
    void figure_thatWasNotMeasured_isNotAvailable() {
        Figures nothing = figures(APRIL, new int[0], 0, 0, Map.of(), List.of(), List.of());
        Report report = new Report("idle", 0.999, nothing, Optional.empty(), List.of());
        assertThat(ReportFormat.TEXT.write(report)).isEqualTo("""
                idle, 2025-04 (America/Sao_Paulo)

                Uptime:              n/a
                Uptime (requests):   n/a
                Error rate:          n/a
                P95 latency:         n/a
                P99 latency:         n/a
                Incidents:           n/a
                Deployments:         n/a
                Failed deploys:      n/a
                MTTR:                n/a
                Avg resolution time: n/a

                Error budget (SLO 99.9%):
                  by time: n/a
                  by requests: n/a
                """);
        assertThat(ReportFormat.JSON.write(report))
                .contains("\"uptime\":{\"value\":null,\"before\":null,\"change\":null}");
        assertThat(ReportFormat.HTML.write(report)).doesNotContain("SLO met", "SLO missed");
    }

    @Test
    void latency_aboveTheLargestBound_isSaidToBeAbove() {
        Report report = new Report(
                "slow",
                0.999,
                figures(APRIL, new int[0], 100, 0, Map.of("5.0", 10.0, "+Inf", 100.0), List.of(), List.of()),
                Optional.empty(),
                List.of());
        assertThat(ReportFormat.TEXT.write(report)).contains("P95 latency:         >5s\n");
        assertThat(ReportFormat.JSON.write(report))
                .contains("\"p95_seconds\":{\"value\":null,\"above\":5.0,\"before\":null,\"change\":null}");
    }

    private static Report april() {
        Figures before = figures(
                APRIL.before(),
                new int[] {1, 30},
                1_000_000,
                500,
                Map.of("0.1", 900_000.0, "0.2", 966_666.0 + 2.0 / 3, "0.35", 990_000.0, "+Inf", 1_000_000.0),
                List.of(),
                List.of(
                        incident(APRIL.before().span().start().plusSeconds(90_000), 15, 5, "Nobody wrote", "restarted"),
                        incident(
                                APRIL.before().span().start().plusSeconds(990_000),
                                15,
                                5,
                                "Nobody read",
                                "restarted")));
        Figures now = figures(
                APRIL,
                new int[] {3, 5, 20, 15},
                1_000_000,
                300,
                Map.of("0.1", 940_000.0, "0.125", 950_000.0, "0.25", 990_000.0, "+Inf", 1_000_000.0),
                List.of(new Deployment(START, null, false)),
                List.of(
                        incident(Instant.parse("2025-04-03T13:30:00Z"), 5, 1, "Database failover", "recovered"),
                        incident(Instant.parse("2025-04-21T01:00:00Z"), 15, 3, "RabbitMQ OOM", "manual restart")));
        return new Report(
                "api-gateway", 0.999, now, Optional.of(before), List.of("A note with <angles> & a pipe | in it."));
    }

    private static LoggedIncident incident(Instant at, int minutes, int acknowledged, String title, String resolution) {
        return new LoggedIncident(
                null,
                at,
                at.plusSeconds(acknowledged * 60L),
                at.plusSeconds(minutes * 60L),
                title,
                title.startsWith("Database") ? "critical" : null,
                resolution,
                null,
                List.of());
    }

    /**
     * @param down day, minutes, day, minutes, ...; empty: no probe
     */
    private static Figures figures(
            Month month,
            int[] down,
            double requests,
            double errors,
            Map<String, Double> buckets,
            List<Deployment> deployments,
            List<LoggedIncident> incidents) {
        ProbeMinutes probe =
                new ProbeMinutes(month.span(), down.length == 0 ? List.of() : List.of(probed(month, down)));
        BucketSum latency = new BucketSum();
        buckets.forEach((le, count) -> latency.add(Map.of("le", le), count));
        List<Figures.Day> days = new ArrayList<>();
        for (int day = 1; day <= month.month().lengthOfMonth(); day++) {
            LocalDate date = month.month().atDay(day);
            Span span = new Span(
                    date.atStartOfDay(SAO_PAULO).toInstant(),
                    date.plusDays(1).atStartOfDay(SAO_PAULO).toInstant());
            boolean seen = day != 7 && requests > 0;
            double share = (20 + day % 7 * 3) / 1000.0;
            days.add(new Figures.Day(
                    date,
                    seen ? probe.known(span) : 0,
                    probe.down(span),
                    seen ? new Figures.Traffic(requests * share, errors * share * (day % 5)) : Figures.Traffic.NONE,
                    seen ? OptionalDouble.of(0.1 + day % 4 * 0.01) : OptionalDouble.empty()));
        }
        List<Deployment> all = new ArrayList<>(deployments);
        if (requests > 100) {
            all.add(new Deployment(START, null, false));
        }
        return new Figures(
                month,
                probe,
                new Figures.Traffic(requests, errors),
                latency,
                requests > 0 ? month.windows() : 0,
                requests > 0 ? month.span().start() : null,
                Incidents.of(month.span(), List.of(), List.<AlertEpisode>of(), incidents),
                new Deployments(all, all.isEmpty() ? Deployments.Source.NOBODY : Deployments.Source.COUNTER),
                days);
    }

    private static Series probed(Month month, int[] down) {
        long[] times = LongStream.iterate(month.span().start().toEpochMilli(), time -> time + 60_000)
                .limit(month.wholeMinutes())
                .toArray();
        double[] values = new double[times.length];
        java.util.Arrays.fill(values, 1);
        for (int i = 0; i < down.length; i += 2) {
            java.util.Arrays.fill(values, (down[i] - 1) * 1440 + 600, (down[i] - 1) * 1440 + 600 + down[i + 1], 0);
        }
        return new Series(Map.of(), times, values);
    }
}
