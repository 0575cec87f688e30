package io.obs.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.collector.ReceivedSpan;
import io.obs.testkit.LogLine;
import io.obs.testkit.TestTelemetry;
import io.obs.testkit.http.HttpServerKit.Running;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the contracts of a site have in common: a server of it, a client, and what there is to see of one request. */
interface SiteKit {

    Logger LOG = LoggerFactory.getLogger("contract.site");
    String FILE = "hello.txt";

    /** Starts a server with the site, on which there is the file {@link #FILE} as well. */
    Running serve(Site site, ServletObservability observability) throws Exception;

    static HttpResponse<String> get(Running server, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.uri().resolve(Site.ROOT + path))
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        BodyHandlers.ofString());
    }

    /** Reads the beginning of an answer and goes away with a reset. */
    static void getAndGo(Running server, String path) throws IOException {
        URI uri = server.uri();
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET " + Site.ROOT + path + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readNBytes(1_000)).hasSize(1_000);
            socket.setSoLinger(true, 0);
        }
    }

    /** Waits for the one request that was counted, logged and traced. */
    static LogLine one(TestTelemetry telemetry, String endpoint, int status) {
        telemetry.eventually(() -> {
            assertThat(telemetry.scrape().series("http_requests_total"))
                    .filteredOn(series -> series.value() > 0)
                    .singleElement()
                    .satisfies(series -> {
                        assertThat(series.value()).isEqualTo(1);
                        assertThat(series.labels())
                                .containsEntry("endpoint", endpoint)
                                .containsEntry("status", String.valueOf(status));
                    });
            assertThat(telemetry.lines("obs.access")).hasSize(1);
            assertThat(servers(telemetry)).hasSize(1);
        });
        LogLine line = telemetry.lines("obs.access").get(0);
        ReceivedSpan span = servers(telemetry).get(0);
        assertThat(line.fields()).containsEntry("status", (long) status).containsEntry("endpoint", endpoint);
        assertThat(span.name()).isEqualTo(endpoint.equals("UNMATCHED") ? "GET" : "GET " + endpoint);
        assertThat(span.traceId()).isEqualTo(line.text("trace_id"));
        return line;
    }

    static List<ReceivedSpan> servers(TestTelemetry telemetry) {
        return telemetry.spans().stream()
                .filter(span -> span.kind().equals("SERVER"))
                .toList();
    }

    static void errors(TestTelemetry telemetry, int status, String type) {
        assertThat(telemetry.scrape().value("http_errors_total", "status", String.valueOf(status), "error_type", type))
                .hasValue(1);
    }

    /** The lines of the site's own have the ids of the one request. */
    static void sameIds(TestTelemetry telemetry, LogLine access, int lines) {
        assertThat(telemetry.lines("contract.site"))
                .hasSize(lines)
                .allSatisfy(line -> assertThat(line.fields())
                        .containsEntry("trace_id", access.text("trace_id"))
                        .containsEntry("request_id", access.text("request_id")));
    }
}
