package io.obs.examples.captions.platform;

import static java.util.Objects.requireNonNull;

import io.obs.examples.captions.platform.LogFile.Listening;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A service in a JVM of its own: started from its jar, its output in files, ended by SIGTERM. What it listens on it says
 * itself, in the line with which it starts.
 */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration TO_START = Duration.ofSeconds(60);
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
    private @Nullable Listening listening;

    private ServiceProcess(String name, List<String> command, Map<String, String> environment, Path directory)
            throws IOException {
        this.name = name;
        this.command = command;
        this.environment = new TreeMap<>(environment);
        log = new LogFile(directory.resolve(name + ".log"));
        errors = directory.resolve(name + ".stderr.log");
        Files.deleteIfExists(log.path());
        Files.deleteIfExists(errors);
        process = launch();
    }

    /**
     * Starts a service; {@link #awaitReady()} waits for it.
     *
     * @param options of the JVM
     * @param directory where its output goes: {@code NAME.log} and {@code NAME.stderr.log}
     */
    static ServiceProcess launch(String name, List<String> options, Map<String, String> environment, Path directory)
            throws IOException {
        return new ServiceProcess(name, java(jar(name), options), environment, directory);
    }

    /** Starts it again, on the same ports. */
    void restart() throws IOException, InterruptedException {
        environment.put("PORT", port(url()));
        environment.put("OBS_ADMIN_PORT", port(admin()));
        process = launch();
        awaitReady();
    }

    /**
     * Waits until it is ready.
     *
     * @throws IOException if it ends instead, or takes longer than a minute; the message has its output
     */
    void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TO_START.toNanos();
        while (deadline - System.nanoTime() > 0) {
            boolean alive = process.isAlive();
            listening = log.listening();
            if (listening != null) {
                return;
            }
            if (!alive) {
                throw new IOException(name + " ended with " + process.exitValue() + " instead of starting:" + output());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
        throw new IOException(name + " was not ready within " + TO_START.toSeconds() + " s:" + output());
    }

    /** Asks it to end. */
    void askToEnd() {
        process.destroy();
    }

    /** Asks it to end, and waits until it has; ends it by force where it takes longer than 10 seconds. */
    public void stop() {
        end(process, TO_END);
    }

    /** Ends it at once, as a machine that fails does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
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

    /** Where its work comes from, once it is ready. */
    public URI url() {
        return requireNonNull(listening, "not ready").url();
    }

    /** Its admin endpoint, once it is ready. */
    public URI admin() {
        return requireNonNull(listening, "not ready").admin();
    }

    /** What it wrote to its standard output. */
    public LogFile log() {
        return log;
    }

    /** The file of what it wrote to its standard error. */
    public Path errors() {
        return errors;
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

    private String output() throws IOException {
        String text = String.join("\n", log.sinceMark()) + "\n" + Files.readString(errors);
        return "\n" + text.strip().indent(2);
    }

    private static String port(URI url) {
        return Integer.toString(url.getPort());
    }

    /** The command that runs a jar by the JVM that runs this. */
    static List<String> java(Path jar, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 24) { // else it warns of what Netty does
            command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
        }
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    /** The jar of a module, which lies beside this module's own. */
    static Path jar(String module) throws IOException {
        try {
            Path own = Path.of(ServiceProcess.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path jar = own.resolve("../../../" + module + "/target/caption-" + module + ".jar")
                    .normalize();
            if (Files.notExists(jar)) {
                throw new IOException(jar + " is not there; build it with mvn package");
            }
            return jar;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static void end(Process process, Duration patience) {
        process.destroy();
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
