package io.obs.ops.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real Prometheus on loopback whose past is written by promtool, so that it scrapes nothing; or one without a past. */
public final class BackfilledPrometheus implements AutoCloseable {

    private static final String NO_TARGETS = "global: {}\n";
    private static final String KEEP_ALL = "--storage.tsdb.retention.time=100y";

    private final Process process;
    private final Path data;
    private final String url;

    private BackfilledPrometheus(Process process, Path data, String url) {
        this.process = process;
        this.data = data;
        this.url = url;
    }

    /** True where both programs are installed. */
    public static boolean isInstalled() {
        return Stream.of("prometheus", "promtool")
                .allMatch(program -> Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program))));
    }

    /** Fills and starts it; it keeps all. */
    public static BackfilledPrometheus start(Path directory, Path openMetrics) throws Exception {
        return start(directory, openMetrics, "--max-block-duration=1000h", KEEP_ALL);
    }

    /** Fills it by blocks of that length, and starts it. */
    public static BackfilledPrometheus start(Path directory, Path openMetrics, String blocks, String retention)
            throws Exception {
        Path data = directory.resolve("data");
        Path log = directory.resolve("prometheus.log");
        Process fill = new ProcessBuilder(
                        "promtool",
                        "tsdb",
                        "create-blocks-from",
                        blocks,
                        "openmetrics",
                        openMetrics.toString(),
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(fill.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(fill.exitValue()).describedAs(Files.readString(log)).isZero();
        return run(directory, NO_TARGETS, data, retention);
    }

    /** Another one on a copy of its data, with an option of its own. */
    public BackfilledPrometheus again(Path directory, String option) throws Exception {
        Path copy = directory.resolve("data");
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(data.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!file.endsWith("lock")) {
                    Files.copy(file, target);
                }
            }
        }
        return run(directory, NO_TARGETS, copy, KEEP_ALL, option);
    }

    /** One with an empty past, and this configuration. */
    public static BackfilledPrometheus scraping(Path directory, String configuration) throws Exception {
        return run(directory, configuration, directory.resolve("data"));
    }

    private static BackfilledPrometheus run(Path directory, String configuration, Path data, String... options)
            throws Exception {
        Path config = Files.writeString(directory.resolve("prometheus.yml"), configuration);
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + data,
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
        BackfilledPrometheus started = new BackfilledPrometheus(process, data, "http://127.0.0.1:" + port);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(started::isReady);
        return started;
    }

    /** Where it is. */
    public String url() {
        return url;
    }

    private boolean isReady() throws InterruptedException {
        assertThat(process.isAlive()).isTrue();
        try {
            return HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create(url + "/-/ready"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
