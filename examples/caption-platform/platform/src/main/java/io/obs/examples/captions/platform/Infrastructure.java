package io.obs.examples.captions.platform;

import io.obs.examples.captions.api.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The embedded parts, in a process of their own that ends with this one. */
public final class Infrastructure implements AutoCloseable {

    private static final Duration TO_ANSWER = Duration.ofSeconds(60);
    private static final Duration TO_END = Duration.ofSeconds(10);
    private static final long LOOK_EVERY_MILLIS = 20;

    private final Process process;
    private final LogFile answers;
    private final Set<Part> parts;
    private final Map<String, String> addresses = new TreeMap<>();
    private int read;

    private Infrastructure(Process process, LogFile answers, Set<Part> parts) {
        this.process = process;
        this.answers = answers;
        this.parts = parts;
    }

    /** Starts the process; {@link #settings()} waits for the parts. */
    static Infrastructure launch(Set<Part> parts, Path directory) throws IOException {
        LogFile answers = new LogFile(directory.resolve("infrastructure.log"));
        Files.deleteIfExists(answers.path());
        List<String> command = Stream.concat(
                        ServiceProcess.java(ServiceProcess.jar("infrastructure"), Platform.SMALL).stream(),
                        Stream.concat(
                                Stream.of(directory.resolve("infrastructure").toString()),
                                parts.stream().map(Part::toString)))
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectOutput(answers.path().toFile())
                .redirectError(directory.resolve("infrastructure.stderr.log").toFile())
                .start();
        return new Infrastructure(process, answers, parts);
    }

    /** How services reach the parts, once all of them run. */
    Map<String, String> settings() throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            JsonNode started = await("started");
            started.path("settings")
                    .properties()
                    .forEach(entry ->
                            settings.put(entry.getKey(), entry.getValue().stringValue()));
            addresses.put(started.path("started").stringValue(), address(started.path("settings")));
        }
        return settings;
    }

    /** Where the embedded parts are, by name. */
    Map<String, String> addresses() {
        return addresses;
    }

    private static String address(JsonNode settings) {
        return settings.valueStream()
                .map(JsonNode::stringValue)
                .filter(value -> value.contains("://"))
                .findFirst()
                .orElse("");
    }

    /** True where the part is embedded, so that it can be stopped. */
    boolean has(Part part) {
        return parts.contains(part);
    }

    /** Stops a part, and waits until it is gone. */
    void stop(Part part) throws IOException, InterruptedException {
        tell("stop", part);
        await("stopped");
    }

    /** Starts a part again, on the same port, and waits until it is there. */
    void start(Part part) throws IOException, InterruptedException {
        tell("start", part);
        await("started");
    }

    private void tell(String what, Part part) throws IOException {
        process.getOutputStream().write((what + " " + part + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    private JsonNode await(String what) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TO_ANSWER.toNanos();
        while (deadline - System.nanoTime() > 0) {
            boolean alive = process.isAlive();
            List<String> lines = answers.lines();
            if (lines.size() > read) {
                JsonNode answer = Json.parse(lines.get(read++).getBytes(StandardCharsets.UTF_8));
                if (!answer.has(what)) {
                    throw new IOException("the infrastructure says " + answer);
                }
                return answer;
            }
            if (!alive) {
                throw new IOException("the infrastructure ended with " + process.exitValue());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
        throw new IOException("the infrastructure has not " + what + " a part within " + TO_ANSWER.toSeconds() + " s");
    }

    @Override
    public void close() {
        ServiceProcess.end(process, TO_END);
    }
}
