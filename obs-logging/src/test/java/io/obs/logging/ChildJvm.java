package io.obs.logging;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Another JVM that runs {@link ChildProgram}, so that standard output can be blocked, closed or full for real. */
final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final Path errors;

    private ChildJvm(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    static Builder run(String program, String... arguments) {
        return new Builder(program, arguments);
    }

    static final class Builder {
        private final List<String> programAndArguments = new ArrayList<>();
        private final List<String> options = new ArrayList<>();
        private final List<String> classPath = new ArrayList<>(
                Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator)));
        private final Map<String, String> environment = new java.util.HashMap<>();
        private ProcessBuilder.Redirect output = ProcessBuilder.Redirect.PIPE;

        private Builder(String program, String... arguments) {
            programAndArguments.add(program);
            programAndArguments.addAll(List.of(arguments));
        }

        Builder option(String option) {
            options.add(option);
            return this;
        }

        Builder environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** A directory whose files come first on the class path: a logback.xml of the service's own. */
        Builder classPathFirst(Path directory) {
            classPath.add(0, directory.toString());
            return this;
        }

        Builder without(String jarName) {
            classPath.removeIf(entry -> Path.of(entry).getFileName().toString().startsWith(jarName));
            return this;
        }

        Builder outputTo(File file) {
            output = ProcessBuilder.Redirect.to(file);
            return this;
        }

        ChildJvm start() {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp"));
            command.add(String.join(File.pathSeparator, classPath));
            command.addAll(options);
            command.add(ChildProgram.class.getName());
            command.addAll(programAndArguments);
            try {
                Path errors = Files.createTempFile("child", ".err");
                ProcessBuilder builder =
                        new ProcessBuilder(command).redirectOutput(output).redirectError(errors.toFile());
                builder.environment().keySet().removeIf(name -> name.startsWith("OBS_") || name.startsWith("OTEL_"));
                builder.environment().putAll(environment);
                return new ChildJvm(builder.start(), errors);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    Process process() {
        return process;
    }

    /** Reads standard output to its end. */
    List<String> readAll() {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the program said on standard error until now. */
    String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of {@code name=value} on standard error. */
    long said(String name) {
        return errors().lines()
                .filter(line -> line.startsWith(name + "="))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in:\n" + errors()));
    }

    boolean ended(long seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void say(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> messages(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceFirst(".*\"message\":\"", "").replaceFirst("\".*", ""))
                .collect(Collectors.toList());
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(errors);
    }
}
