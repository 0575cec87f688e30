package io.obs.examples.hello;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first minute of README.md, as it is told there. */
class HelloIT {

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = freePort();
    private final int admin = freePort();
    private final Readme readme = new Readme();
    private Path log;
    private Process hello;

    HelloIT() throws IOException {}

    @BeforeEach
    void start() throws IOException {
        log = directory.resolve("hello.log");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dport=" + port,
                "-jar",
                "target/obs-example-hello.jar");
        builder.environment().put("OBS_SERVICE", "hello");
        builder.environment().put("OBS_ADMIN_PORT", Integer.toString(admin));
        hello = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        hello.destroy();
        if (!hello.waitFor(10, TimeUnit.SECONDS)) {
            hello.destroyForcibly();
        }
    }

    @Test
    void firstMinute_isAsTheReadmeTells() throws Exception {
        HttpResponse<String> answer = await().atMost(ofSeconds(30))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> get(port, "/hello"), found -> true);

        assertThat(answer.body()).isEqualTo("Hello\n");
        assertThat(answer.headers().firstValue("X-Trace-ID").orElse("")).matches("(?!0{32})[0-9a-f]{32}");
        assertThat(get(admin, "/metrics").body().lines().filter(line -> line.startsWith("http_requests")))
                .containsExactlyElementsOf(readme.block("text").lines().toList());
        assertThat(get(admin, "/health").statusCode()).isEqualTo(200);
        assertThat(get(admin, "/obs").statusCode()).isEqualTo(200);
        await().atMost(ofSeconds(10))
                .untilAsserted(() -> assertThat(linesOfTheRequest())
                        .map(HelloIT::constant)
                        .containsExactlyElementsOf(readme.block("json")
                                .lines()
                                .map(HelloIT::constant)
                                .toList()));
    }

    private List<String> linesOfTheRequest() throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains("\"request_id\""))
                .toList();
    }

    /** The line with its times and ids made the same. */
    private static String constant(String line) {
        return line.replaceAll("\"timestamp\":\"[-0-9T:.]{23}Z\"", "\"timestamp\":T")
                .replaceAll("\"trace_id\":\"[0-9a-f]{32}\"", "\"trace_id\":I")
                .replaceAll("\"span_id\":\"[0-9a-f]{16}\"", "\"span_id\":I")
                .replaceAll("\"request_id\":\"req-[0-9a-f]{24}\"", "\"request_id\":I")
                .replaceAll("\"duration_ms\":\\d+(\\.\\d{1,3})?", "\"duration_ms\":D");
    }

    private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + port + path);
        return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
