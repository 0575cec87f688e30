package io.obs.part.redis;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis to talk to: the standing server that {@code OBS_IT_REDIS=host:port} names, or a process of its own on
 * loopback that keeps nothing on disk and ends with this JVM, however that ends.
 *
 * <p>A standing server is shared: use keys of your own, and never flush it.
 *
 * <pre>{@code
 * try (RedisPart redis = RedisPart.start()) {
 *     client.connect(redis.uri());
 * }
 * }</pre>
 */
public final class RedisPart implements AutoCloseable {

    /** The environment variable that names a standing server, {@code host:port}. */
    public static final String STANDING = "OBS_IT_REDIS";

    private static final String READY = "Ready to accept connections";
    private static final long PATIENCE_SECONDS = 20;

    /** Becomes the server, which a watcher ends with its standard input: when this JVM is gone, or on {@link #close}. */
    private static final String GUARD =
            "exec 3<&0; (cat <&3; kill $$) >/dev/null 2>&1 & exec 3<&-; exec \"$0\" \"$@\" </dev/null";

    private final String host;
    private final int port;
    private final @Nullable Process process;

    private RedisPart(String host, int port, @Nullable Process process) {
        this.host = host;
        this.port = port;
        this.process = process;
    }

    /** The standing server where the environment names one, else an embedded one on a free port. */
    public static RedisPart start() {
        String standing = System.getenv(STANDING);
        if (standing == null || standing.isBlank()) {
            return embedded(0);
        }
        int colon = standing.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(STANDING + "=" + standing + ", allowed: host:port");
        }
        return new RedisPart(standing.substring(0, colon), Integer.parseInt(standing.substring(colon + 1)), null);
    }

    /** @param port the port on 127.0.0.1; 0 takes a free one */
    public static RedisPart embedded(int port) {
        try {
            int at = port == 0 ? freePort() : port;
            return new RedisPart("127.0.0.1", at, process(at));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static Process process(int port) throws IOException {
        File binary =
                ExecutableProvider.newJarResourceProvider(RedisPart::directory).get();
        Process process = new ProcessBuilder(List.of(
                        "/bin/sh",
                        "-c",
                        GUARD,
                        binary.getPath(),
                        "--port",
                        String.valueOf(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--appendonly",
                        "no",
                        "--dir",
                        binary.getParent()))
                .redirectErrorStream(true)
                .start();
        StringBuilder said = new StringBuilder();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains(READY)) {
                drain(output);
                return process;
            }
            said.append(line).append('\n');
        }
        end(process);
        throw new IOException("Redis did not start on port " + port + ":\n" + said);
    }

    private static File directory() throws IOException {
        File directory = Files.createTempDirectory("obs-redis-").toFile();
        directory.deleteOnExit(); // after the binary, which registers later
        return directory;
    }

    private static void drain(BufferedReader output) {
        Thread reader = new Thread(
                () -> {
                    try (output) {
                        output.transferTo(Writer.nullWriter());
                    } catch (IOException e) {
                        Thread.currentThread().interrupt(); // the server is gone, and so is this thread
                    }
                },
                "redis-part-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Where it listens. */
    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    /** {@code redis://host:port}, as most clients take it; no user, no password. */
    public String uri() {
        return "redis://" + host + ":" + port;
    }

    /** False for a standing server, which {@link #close} leaves alone. */
    public boolean isEmbedded() {
        return process != null;
    }

    /** Ends an embedded server; its port is free again when this returns. Safe to call twice. */
    @Override
    public void close() {
        if (process != null) {
            end(process);
        }
    }

    private static void end(Process process) {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
