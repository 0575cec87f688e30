package io.obs.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The loaded service as a child process, its stdout a pipe that is read, or not. */
final class ServiceProcess implements AutoCloseable {

    /** A line the service's handler logs, and the access line of the same request. */
    static final int LINES_PER_REQUEST = 2;

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicLong lines = new AtomicLong();
    private final AtomicLong torn = new AtomicLong();
    private final int port;
    private final int admin;
    private volatile boolean reading = true;
    private volatile boolean ending;

    ServiceProcess(Map<String, String> environment) throws IOException {
        Path ready = Files.createTempDirectory("obs-load").resolve("ports");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Fixed, so that what grows is not the heap; the example server's own setting against delayed ACKs.
                "-Xms128m",
                "-Xmx128m",
                "-XX:+AlwaysPreTouch",
                "-Dsun.net.httpserver.nodelay=true",
                "-cp",
                System.getProperty("java.class.path"),
                LoadedService.class.getName(),
                ready.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("OBS_SERVICE", "loaded");
        builder.environment().put("OBS_ADMIN_PORT", "0");
        builder.environment().putAll(environment);
        process = builder.start();
        Thread reader = new Thread(this::read, "stdout");
        reader.setDaemon(true);
        reader.start();
        String[] ports = waitFor(ready).split(" ", -1);
        port = Integer.parseInt(ports[0]);
        admin = Integer.parseInt(ports[1]);
    }

    private String waitFor(Path ready) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.exists(ready)) {
            if (!process.isAlive() || System.nanoTime() - end > 0) {
                throw new IOException("the service did not start; alive: " + process.isAlive());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return Files.readString(ready);
    }

    int port() {
        return port;
    }

    /** Lines read from its stdout until now. */
    long lines() {
        return lines.get();
    }

    /** Lines that did not begin and end as a JSON object does. */
    long torn() {
        return torn.get();
    }

    /** Stops, or goes on, reading its stdout. */
    void reading(boolean on) {
        reading = on;
    }

    /** Its resident memory in MB (Linux). */
    long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    /** What the service itself says of where its signals go and what was lost. */
    String facts() throws IOException, InterruptedException {
        return get("/obs?format=json");
    }

    /** What it has counted as lost of a signal. */
    long lost(String signal) throws IOException, InterruptedException {
        String scrape = get("/metrics");
        return (long) scrape.lines()
                .filter(line -> line.startsWith("obs_dropped_total{") && line.contains("signal=\"" + signal + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private void read() {
        byte[] buffer = new byte[1 << 16];
        int last = '\n';
        try (InputStream stdout = process.getInputStream()) {
            while (true) {
                while (!reading) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
                }
                int read = stdout.read(buffer);
                if (read < 0) {
                    return;
                }
                for (int i = 0; i < read; i++) {
                    int next = buffer[i];
                    if (next == '\n') {
                        lines.incrementAndGet();
                        if (last != '}') {
                            torn.incrementAndGet();
                        }
                    } else if (last == '\n' && next != '{') {
                        torn.incrementAndGet();
                    }
                    last = next;
                }
            }
        } catch (IOException e) {
            if (!ending) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Asks it to end, and says how long that took, in milliseconds; ends it by force after 30 s. */
    long terminate() throws InterruptedException {
        long start = System.nanoTime();
        ending = true;
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    @Override
    public void close() {
        ending = true;
        process.destroyForcibly();
    }
}
