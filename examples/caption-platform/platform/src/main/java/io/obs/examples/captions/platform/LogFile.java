package io.obs.examples.captions.platform;

import io.obs.examples.captions.api.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The lines that a service has written to its standard output. */
public final class LogFile {

    /** What a service says it listens on. */
    record Listening(URI url, URI admin) {}

    private final Path path;
    private volatile int mark;

    LogFile(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    /** The lines until now that are whole. */
    public List<String> lines() throws IOException {
        String text = Files.exists(path) ? new String(Files.readAllBytes(path), StandardCharsets.UTF_8) : "";
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /** The lines that carry this text. */
    public List<String> lines(String text) throws IOException {
        return lines().stream().filter(line -> line.contains(text)).toList();
    }

    /** Remembers where the service was started last. */
    void mark() throws IOException {
        mark = lines().size();
    }

    List<String> sinceMark() throws IOException {
        List<String> lines = lines();
        return lines.subList(Math.min(mark, lines.size()), lines.size());
    }

    /** What the service says it listens on, once it has said so since it was started last. */
    @Nullable
    Listening listening() throws IOException {
        for (String line : sinceMark()) {
            if (line.contains("\"url\":") && line.contains("\"admin\":")) {
                JsonNode json = Json.parse(line.getBytes(StandardCharsets.UTF_8));
                return new Listening(
                        URI.create(json.path("url").stringValue("")),
                        URI.create(json.path("admin").stringValue("")));
            }
        }
        return null;
    }

    /** What is wrong with the lines by the format of obs, each with its line; empty where all are as they should be. */
    public List<String> problems() throws IOException {
        List<String> problems = new ArrayList<>();
        for (String line : lines()) {
            LogLine.problems(line).forEach(problem -> problems.add(problem + ": " + line));
        }
        return problems;
    }
}
