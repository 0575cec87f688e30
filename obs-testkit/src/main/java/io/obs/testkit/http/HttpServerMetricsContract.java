package io.obs.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.testkit.Scrape;
import io.obs.testkit.Scrape.Series;
import io.obs.testkit.TestTelemetry;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a scrape shows of an HTTP server. */
public interface HttpServerMetricsContract extends HttpServerKit {

    @Test
    default void series_existAtZeroFromTheFirstScrape() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            Scrape scrape = session.telemetry().scrape();
            for (String status : new String[] {"200", "500", "503", "202"}) {
                assertThat(scrape.value(
                                "http_requests_total",
                                "service",
                                TestTelemetry.SERVICE,
                                "endpoint",
                                "/api/v1/jobs",
                                "method",
                                "POST",
                                "status",
                                status))
                        .as(status)
                        .hasValue(0);
            }
            assertThat(scrape.value("http_request_duration_seconds_count", "endpoint", "/api/v1/jobs/{id}"))
                    .hasValue(0);
            assertThat(scrape.value("http_errors_total", "status", "500", "error_type", "exception"))
                    .hasValue(0);
            assertThat(scrape.value("http_errors_total", "status", "499", "error_type", "aborted"))
                    .hasValue(0);
            assertThat(scrape.value("http_errors_total", "status", "404", "error_type", "client_error"))
                    .hasValue(0);
        }
    }

    @Test
    default void request_isCountedAndTimedUnderItsTemplate() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            assertThat(session.send("GET", "/api/v1/jobs/1234567").body()).isEqualTo("job 1234567");
            assertThat(session.send("GET", "/api/v1/jobs/7654321?page=2").statusCode())
                    .isEqualTo(200);
            session.counted(2, "endpoint", "/api/v1/jobs/{id}", "method", "GET", "status", "200");
            Scrape scrape = session.telemetry().scrape();
            assertThat(scrape.value("http_request_duration_seconds_count", "endpoint", "/api/v1/jobs/{id}"))
                    .hasValue(2);
            assertThat(scrape.value("http_request_duration_seconds_sum", "endpoint", "/api/v1/jobs/{id}")
                            .orElseThrow())
                    .isPositive();
            assertThat(scrape.text()).doesNotContain("1234567").doesNotContain("7654321");
        }
    }

    @Test
    default void series_haveExactlyTheCataloguesLabels() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            session.send("POST", "/api/v1/jobs");
            session.counted(1, "endpoint", "/api/v1/jobs", "method", "POST", "status", "202");
            Map<String, String[]> labels = Map.of(
                    "http_requests_total", new String[] {"service", "endpoint", "method", "status"},
                    "http_request_duration_seconds_sum", new String[] {"service", "endpoint"},
                    "http_errors_total", new String[] {"service", "status", "error_type"});
            labels.forEach(
                    (name, keys) -> assertThat(session.telemetry().scrape().series(name))
                            .isNotEmpty()
                            .allSatisfy(series -> assertThat(series.labels()).containsOnlyKeys(keys)));
        }
    }

    @Test
    default void unknownPaths_areUnmatchedAll() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            for (int i = 0; i < 20; i++) {
                assertThat(session.send("GET", "/nowhere/" + i).statusCode()).isEqualTo(404);
            }
            session.counted(20, "endpoint", "UNMATCHED", "method", "GET", "status", "404");
            assertThat(session.telemetry().scrape().text()).doesNotContain("nowhere");
        }
    }

    @Test
    default void unknownMethods_areOtherAll() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            session.send("BREW", "/api/v1/jobs");
            session.send("STIR", "/api/v1/jobs");
            session.telemetry()
                    .eventually(() -> assertThat(session.telemetry().scrape().series("http_requests_total").stream()
                                    .filter(series ->
                                            "_OTHER".equals(series.labels().get("method")))
                                    .mapToDouble(Series::value)
                                    .sum())
                            .isEqualTo(2));
            assertThat(session.telemetry().scrape().text())
                    .doesNotContain("BREW")
                    .doesNotContain("STIR");
        }
    }

    @Test
    default void errors_areCountedByStatusAndType() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            assertThat(session.send("GET", "/status/404").statusCode()).isEqualTo(404);
            assertThat(session.send("GET", "/status/503").statusCode()).isEqualTo(503);
            assertThat(session.send("GET", "/status/504").statusCode()).isEqualTo(504);
            session.errors(1, "404", "client_error");
            session.errors(1, "503", "server_error");
            session.errors(1, "504", "timeout");
            session.counted(1, "endpoint", "/status/{code}", "status", "503");
        }
    }

    @Test
    default void probe_leavesNoSeriesNoLineAndNoSpan_butHasItsIds() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            HttpResponse<String> probe = session.send("GET", "/health");
            assertThat(probe.body()).isEqualTo("up");
            assertThat(ServerSession.header(probe, "X-Trace-ID")).matches("[0-9a-f]{32}");
            assertThat(ServerSession.header(probe, "X-Request-ID")).matches("req-[0-9a-f]{24,}");
            assertThat(session.send("POST", "/health").statusCode()).isNotEqualTo(500);
            assertThat(session.send("GET", "/metrics").statusCode()).isEqualTo(404);
            session.send("GET", "/api/v1/jobs/1");
            session.counted(1, "endpoint", "/api/v1/jobs/{id}", "method", "GET", "status", "200");
            assertThat(session.serverSpan().name()).isEqualTo("GET /api/v1/jobs/{id}");
            assertThat(session.accessLine().text("endpoint")).isEqualTo("/api/v1/jobs/{id}");
            Scrape scrape = session.telemetry().scrape();
            assertThat(scrape.text()).doesNotContain("/health").doesNotContain("endpoint=\"/metrics");
            assertThat(scrape.series("http_requests_total").stream()
                            .mapToDouble(Series::value)
                            .sum())
                    .isEqualTo(1);
        }
    }

    @Test
    default void probe_leavesWhatIsAskedFor() throws Exception {
        try (ServerSession session = ServerSession.open(this, builder -> builder.set("obs.probes", "metrics"))) {
            assertThat(session.telemetry().scrape().value("http_request_duration_seconds_count", "endpoint", "/health"))
                    .hasValue(0);
            session.send("GET", "/health");
            session.counted(1, "endpoint", "/health", "status", "200");
            session.send("GET", "/api/v1/jobs/1");
            assertThat(session.serverSpan().name()).isEqualTo("GET /api/v1/jobs/{id}");
            assertThat(session.accessLine().text("endpoint")).isEqualTo("/api/v1/jobs/{id}");
        }
        try (ServerSession session = ServerSession.open(this, builder -> builder.set("obs.probes", "all"))) {
            session.send("GET", "/health");
            session.counted(1, "endpoint", "/health", "status", "200");
            assertThat(session.serverSpan().name()).isEqualTo("GET /health");
            assertThat(session.accessLine().text("endpoint")).isEqualTo("/health");
        }
    }
}
