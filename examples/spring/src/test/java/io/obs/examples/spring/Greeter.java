package io.obs.examples.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The packaged service as a process, on free ports of loopback, and its output. What lies in a folder {@code classes} of
 * its directory is on its class path.
 */
final class Greeter implements AutoCloseable {

    private static final String LAUNCHER = "org.springframework.boot.loader.launch.JarLauncher";

    private static final Duration START = Duration.ofMinutes(2);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path output;
    private final Process process;

    Greeter(Path directory, Map<String, String> environment, String... arguments) throws IOException {
        output = directory.resolve("output");
        String jar = Path.of("target/obs-example-spring.jar").toAbsolutePath().toString();
        Path classes = directory.resolve("classes");
        List<String> command = new ArrayList<>();
        command.add(jdk("java"));
        command.addAll(
                Files.exists(classes)
                        ? List.of("-cp", classes + System.getProperty("path.separator") + jar, LAUNCHER)
                        : List.of("-jar", jar));
        command.addAll(List.of("--server.address=127.0.0.1", "--server.port=0"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(directory.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("OBS_ADMIN_PORT", "0");
        process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static String jdk(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    /** The names of its threads. */
    List<String> threads() throws IOException {
        Process dump = new ProcessBuilder(jdk("jcmd"), "" + process.pid(), "Thread.print").start();
        try (Stream<String> lines = dump.inputReader(UTF_8).lines()) {
            return lines.filter(line -> line.startsWith("\""))
                    .map(line -> line.substring(1, line.indexOf('"', 1)))
                    .toList();
        }
    }

    /** The whole lines that it has written until now. */
    List<String> lines() throws IOException {
        String text = Files.readString(output);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /** An answer of the service. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("http://127.0.0.1:" + awaited("Tomcat started on port (\\d+)") + path);
    }

    /** An answer of obs's own pages. */
    HttpResponse<String> admin(String path, String... headers) throws IOException, InterruptedException {
        return send(awaited("admin: (http://127.0.0.1:\\d+)") + path, headers);
    }

    private HttpResponse<String> send(String uri, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    private String awaited(String pattern) {
        Pattern searched = Pattern.compile(pattern);
        return await().atMost(START)
                .failFast("the service has ended", () -> !process.isAlive())
                .until(() -> found(searched), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<String> found(Pattern pattern) throws IOException {
        return lines().stream()
                .map(pattern::matcher)
                .filter(Matcher::find)
                .map(match -> match.group(1))
                .findFirst();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
