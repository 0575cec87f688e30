package io.obs.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import io.obs.collector.ReceivedSpan;
import io.obs.testkit.LogLine;
import io.obs.testkit.TestTelemetry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One observed server of the contract's application, a client of it, and what there is to see. */
final class ServerSession implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestTelemetry telemetry;
    private final ContractApp app;
    private final HttpServerKit.Running server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ServerSession(HttpServerKit kit, Consumer<Observability.Builder> settings) throws Exception {
        telemetry = TestTelemetry.start(settings);
        app = new ContractApp(telemetry.obs());
        server = kit.serve(app, telemetry.obs());
    }

    static ServerSession open(HttpServerKit kit) throws Exception {
        return new ServerSession(kit, builder -> {});
    }

    static ServerSession open(HttpServerKit kit, Consumer<Observability.Builder> settings) throws Exception {
        return new ServerSession(kit, settings);
    }

    TestTelemetry telemetry() {
        return telemetry;
    }

    URI uri() {
        return server.uri();
    }

    HttpClient client() {
        return client;
    }

    /** @param headers names and values in turn */
    HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        return client.send(request(uri(), method, path, headers), BodyHandlers.ofString());
    }

    static HttpRequest request(URI server, String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(PATIENCE)
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    List<LogLine> accessLines() {
        return telemetry.lines("obs.access");
    }

    /** Waits for the one access line. */
    LogLine accessLine() {
        telemetry.eventually(() -> assertThat(accessLines()).hasSize(1));
        return accessLines().get(0);
    }

    /** Waits for the one span of kind SERVER. */
    ReceivedSpan serverSpan() {
        telemetry.eventually(() -> assertThat(serverSpans()).hasSize(1));
        return serverSpans().get(0);
    }

    List<ReceivedSpan> serverSpans() {
        return telemetry.spans().stream()
                .filter(span -> span.kind().equals("SERVER"))
                .toList();
    }

    /** Waits until that many requests have been counted with these labels. */
    void counted(double requests, String... labels) {
        telemetry.eventually(() -> assertThat(telemetry.scrape().value("http_requests_total", labels))
                .hasValue(requests));
    }

    void errors(double errors, String status, String type) {
        telemetry.eventually(
                () -> assertThat(telemetry.scrape().value("http_errors_total", "status", status, "error_type", type))
                        .hasValue(errors));
    }

    static @Nullable String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    @Override
    public void close() {
        server.close();
        app.close();
        telemetry.close();
    }
}
