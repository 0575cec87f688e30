package io.obs.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.obs.Observability;
import io.obs.httpserver.HttpServerObservability;
import io.obs.pipeline.Clock;
import io.obs.slo.Slo;
import io.obs.slo.Slos;
import io.obs.testkit.GuidePage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A server with objectives serves, and its admin endpoint tells what is left: docs/guide/objectives.md. */
class ObjectivesIT {

    private final AtomicLong nanos = new AtomicLong();
    private final Clock clock = new Clock() {
        @Override
        public long nanoTime() {
            return nanos.get();
        }

        @Override
        public long epochNanos(long nanoTime) {
            return nanoTime;
        }
    };

    @Test
    void page_isCompiled() throws IOException {
        GuidePage.of(Path.of("../docs/guide/objectives.md"))
                .isCompiledIn(Path.of("src/test/java/io/obs/docs/ObjectivesIT.java"));
    }

    @SuppressWarnings("unused") // compiled only: it would start the obs of the process
    private static void declared() {
        Slos promised = Slos.of(
                Slo.availability("POST /api/v1/jobs", 99.9), // of these requests, 99.9 % have no 5xx
                Slo.latency("/api/v1/jobs", Duration.ofMillis(300), 99), // 99 % are answered within 300 ms
                Slo.availability("*", 99.5)); // the whole service
        Observability obs = Observability.builder().use(Slos.class, promised).init();
    }

    @Test
    void requestsOfAServer_useUpItsBudgets() throws Exception {
        Slos promised = Slos.of(Slo.availability("POST /jobs", 80), Slo.latency("/jobs", Duration.ofMillis(300), 50));
        try (Observability obs = Observability.builder()
                .set("obs.admin.port", "0")
                .clock(clock)
                .use(Slos.class, promised)
                .build()) {
            HttpServer server = HttpServerObservability.create(obs)
                    .route("POST", "/jobs")
                    .wrap(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            server.createContext("/jobs", exchange -> {
                int status = Integer.parseInt(exchange.getRequestURI().getQuery());
                nanos.addAndGet(Duration.ofMillis(status == 200 ? 300 : 400).toNanos());
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            });
            server.start();
            try {
                for (int i = 0; i < 10; i++) {
                    send("POST", server.getAddress(), "/jobs?" + (i == 9 ? 503 : i == 8 ? 404 : 200));
                }
                assertThat(send("GET", obs.adminAddress().orElseThrow(), "/obs?format=json"))
                        .contains("\"objective\":\"80.0 % of POST /jobs without a 5xx\",\"target_percent\":80.0,"
                                + "\"covers_seconds\":3,\"requests\":10,\"bad\":1,\"good_percent\":90.0,"
                                + "\"budget_left_percent\":50.0,\"burn_rate_5m\":0.5,\"burn_rate_1h\":0.5")
                        .contains("\"objective\":\"50.0 % of /jobs within 0.3 s\",\"target_percent\":50.0,"
                                + "\"covers_seconds\":3,\"requests\":10,\"bad\":2,\"good_percent\":80.0,"
                                + "\"budget_left_percent\":60.0");
            } finally {
                server.stop(0);
            }
        }
    }

    private static String send(String method, InetSocketAddress to, String path)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.getPort() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
