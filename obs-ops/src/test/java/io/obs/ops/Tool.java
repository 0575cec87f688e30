package io.obs.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a run of a tool of Prometheus says; tests that need one that is not installed are skipped. */
public record Tool(int code, String said) {

    /** Skips the test where the tool is not installed. */
    public static void needed(String name) {
        assumeTrue(find(name).isPresent(), name + " is not installed");
    }

    public static Tool run(String name, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(find(name).orElseThrow().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Tool(process.waitFor(), said);
    }

    /** Where the tool is; of Prometheus' own name, or Debian's. */
    public static Optional<Path> find(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .flatMap(directory -> Stream.of(Path.of(directory, name), Path.of(directory, "prometheus-" + name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
