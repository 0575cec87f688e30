package io.obs.examples.captions.platform;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of Prometheus's family as a process of ours, its output in a file; ended by SIGTERM. */
final class Tool implements AutoCloseable {

    private static final long TO_END_SECONDS = 10;

    private final String name;
    private final Process process;
    private final Path log;

    private Tool(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts the first of these programs that is on the path.
     *
     * @throws IOException where none is
     */
    static Tool start(Path directory, List<String> names, String... options) throws IOException {
        Path program = find(names)
                .orElseThrow(() -> new IOException("None of these is on the PATH: " + String.join(", ", names)));
        Path log = directory.resolve(program.getFileName() + ".log");
        Process process = new ProcessBuilder(Stream.concat(Stream.of(program.toString()), Stream.of(options))
                        .toList())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Tool(program.getFileName().toString(), process, log);
    }

    /** The first of these programs that is on the path. */
    static Optional<Path> find(List<String> names) {
        return names.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(part -> Path.of(part, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @throws IOException where it has ended; the message has its output */
    void check() throws IOException {
        if (!process.isAlive()) {
            throw new IOException(name + " ended with " + process.exitValue() + ":\n" + Files.readString(log));
        }
    }

    @Override
    public String toString() {
        return name + " (pid " + process.pid() + ")";
    }

    static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(TO_END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
