package io.obs.examples.captions.platform;

import io.obs.examples.captions.platform.LogFile.Listening;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A service in a JVM of its own: started from its jar, its output in files, ended by SIGTERM. What it listens on it says
 * itself, in the line with which it starts.
 */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration TO_START = Duration.ofSeconds(30);
    private static final Duration TO_END = Duration.ofSeconds(10);
    private static final long LOOK_EVERY_MILLIS = 25;

    /** Settings that would make all services one and the same, or that the demonstration could not read. */
    private static final List<String> NOT_INHERITED =
            List.of("OBS_SERVICE", "OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES", "JAVA_TOOL_OPTIONS");

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final LogFile log;
    private final Path errors;
    private Process process;
    private Listening listening;

    private ServiceProcess(String name, List<String> command, Map<String, String> environment, Path directory)
            throws IOException, InterruptedException {
        this.name = name;
        this.command = command;
        this.environment = new TreeMap<>(environment);
        log = new LogFile(directory.resolve(name + ".log"));
        errors = directory.resolve(name + ".stderr.log");
        Files.deleteIfExists(log.path());
        Files.deleteIfExists(errors);
        process = launch();
        listening = awaitListening();
    }

    /**
     * Starts a service and waits until it listens.
     *
     * @param options of the JVM
     * @param directory where its output goes: {@code NAME.log} and {@code NAME.stderr.log}
     * @throws IOException if it ends instead, or does not listen within half a minute; the message has its output
     */
    static ServiceProcess start(
            String name, Path jar, List<String> options, Map<String, String> environment, Path directory)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        return new ServiceProcess(name, command, environment, directory);
    }

    /** Starts it again, on the same ports. */
    void restart() throws IOException, InterruptedException {
        environment.put("PORT", port(listening.url()));
        environment.put("OBS_ADMIN_PORT", port(listening.admin()));
        process = launch();
        listening = awaitListening();
    }

    /** Asks it to end, and waits until it has; ends it by force where it takes longer than 10 seconds. */
    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(TO_END.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public URI url() {
        return listening.url();
    }

    public URI admin() {
        return listening.admin();
    }

    /** What it wrote to its standard output. */
    public LogFile log() {
        return log;
    }

    private Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        NOT_INHERITED.forEach(builder.environment()::remove);
        builder.environment().putAll(environment);
        log.mark();
        return builder.start();
    }

    private Listening awaitListening() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TO_START.toNanos();
        while (System.nanoTime() < deadline) {
            boolean alive = process.isAlive();
            Listening found = log.listening();
            if (found != null) {
                return found;
            }
            if (!alive) {
                throw new IOException(name + " ended with " + process.exitValue() + " instead of starting:" + output());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
        process.destroyForcibly();
        throw new IOException(name + " did not listen within " + TO_START.toSeconds() + " s:" + output());
    }

    private String output() throws IOException {
        String text = String.join("\n", log.sinceMark()) + "\n" + Files.readString(errors);
        return "\n" + text.strip().indent(2);
    }

    private static String port(URI url) {
        return Integer.toString(url.getPort());
    }
}
