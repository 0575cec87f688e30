package io.obs.examples.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a run of a tool says; tests that need one that is not installed are skipped. */
record Tool(int code, String said) {

    static Tool run(String name, String... arguments) throws IOException, InterruptedException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, name))),
                name + " is not installed");
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of(name), Stream.of(arguments)).toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Tool(process.waitFor(), said);
    }

    /** Everything that directories hold, and files. */
    static Stream<Path> files(List<Path> places) throws IOException {
        Stream<Path> all = Stream.empty();
        for (Path place : places) {
            try (Stream<Path> files = Files.walk(place)) {
                all = Stream.concat(all, files.filter(Files::isRegularFile).toList().stream());
            }
        }
        return all;
    }
}
