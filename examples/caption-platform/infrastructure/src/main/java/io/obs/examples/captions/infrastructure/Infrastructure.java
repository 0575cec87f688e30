package io.obs.examples.captions.infrastructure;

import io.obs.examples.captions.infrastructure.Part.Server;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Starts the parts it is told, and says on standard output, a line of JSON for each, how services reach them. Then does
 * what standard input says, a line each, {@code stop redis} or {@code start redis} (on the same port), until that ends:
 * with whoever started this, however that went.
 *
 * <p>Its arguments: a directory for what is kept, then the names of the parts.
 */
public final class Infrastructure {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path directory;
    private final Map<Part, Server> running = new ConcurrentHashMap<>();
    private final Map<Part, Integer> ports = new ConcurrentHashMap<>();

    private Infrastructure(Path directory) {
        this.directory = directory;
    }

    public static void main(String... arguments) throws Exception {
        Infrastructure all = new Infrastructure(Files.createDirectories(Path.of(arguments[0])));
        Runtime.getRuntime().addShutdownHook(new Thread(all::stop, "infrastructure-shutdown"));
        List<CompletableFuture<Void>> starting = Stream.of(arguments)
                .skip(1)
                .map(Part::of)
                .map(part -> CompletableFuture.runAsync(() -> all.start(part)))
                .toList();
        starting.forEach(CompletableFuture::join);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            Part part = Part.of(line.substring(line.indexOf(' ') + 1));
            if (line.startsWith("stop ")) {
                all.stop(part);
            } else {
                all.start(part);
            }
        }
        System.exit(0);
    }

    private void start(Part part) {
        try {
            Server server = part.start(ports.getOrDefault(part, 0), directory);
            ports.put(part, server.port());
            running.put(part, server);
            say(Map.of("started", part.toString(), "settings", server.settings()));
        } catch (Exception e) {
            say(Map.of("failed", part.toString(), "reason", e.toString()));
        }
    }

    private void stop(Part part) {
        Server server = running.remove(part);
        if (server != null) {
            try {
                server.part().close();
                say(Map.of("stopped", part.toString()));
            } catch (Exception e) {
                say(Map.of("failed", part.toString(), "reason", e.toString()));
            }
        }
    }

    private void stop() {
        running.keySet().parallelStream().forEach(this::stop);
    }

    private static synchronized void say(Map<String, Object> what) {
        System.out.println(JSON.writeValueAsString(what));
    }
}
