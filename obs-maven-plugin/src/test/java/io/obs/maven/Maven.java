package io.obs.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.obs.job.ObservedJob;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs the Maven that builds obs, as users run theirs: with a local repository of its own, into which the artifacts of
 * this build are put, and which takes all others from the one of this build. Nothing is downloaded.
 */
final class Maven {

    static final String VERSION = required("obs.version");

    private final Path repository;
    private final Path settings;

    private Maven(Path repository, Path settings) {
        this.repository = repository;
        this.settings = settings;
    }

    /** What a run printed, and how it ended. */
    record Run(int status, String output) {}

    static Maven in(Path directory) throws IOException {
        Path settings = directory.resolve("settings.xml");
        Files.createDirectories(directory);
        Files.writeString(
                settings, """
                <settings>
                  <mirrors>
                    <mirror><id>this-build</id><mirrorOf>*</mirrorOf><url>%s</url></mirror>
                  </mirrors>
                </settings>
                """.formatted(Path.of(required("obs.repository")).toUri()));
        Maven maven = new Maven(directory.resolve("repository"), settings);
        Path root = Path.of("..");
        maven.put("obs-parent", root.resolve("pom.xml"), null);
        maven.put("obs-bom", root.resolve("obs-bom/pom.xml"), null);
        maven.put("obs-core", root.resolve("obs-core/pom.xml"), jarOfCore());
        maven.put("obs-maven-plugin", Path.of("pom.xml"), Path.of(required("obs.plugin.jar")));
        return maven;
    }

    private static Path jarOfCore() {
        try {
            return Path.of(ObservedJob.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void put(String artifact, Path pom, Path jar) throws IOException {
        Path place = repository.resolve("io/obs").resolve(artifact).resolve(VERSION);
        Files.createDirectories(place);
        Files.copy(pom, place.resolve(artifact + "-" + VERSION + ".pom"));
        if (jar != null) {
            Files.copy(jar, place.resolve(artifact + "-" + VERSION + ".jar"));
        }
    }

    Run run(Path project, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(required("maven.home"), "bin", "mvn").toString(),
                "-B",
                "-ntp",
                "-s",
                settings.toAbsolutePath().toString(),
                "-Dmaven.repo.local=" + repository.toAbsolutePath(),
                "-Dobs.version=" + VERSION));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().keySet().removeIf(name -> name.startsWith("MAVEN_") || name.equals("JAVA_TOOL_OPTIONS"));
        return run(builder);
    }

    /** Runs a class of the project's, with this test's class path behind it. */
    static Run java(Path project, String main) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        project.resolve("target/classes")
                                + System.getProperty("path.separator")
                                + classPathWithoutTests(),
                        "-Dobs.admin.enabled=false",
                        "-Dobs.log.format=json",
                        "-Dobs.job.scan=20s",
                        main)
                .redirectErrorStream(true);
        return run(builder);
    }

    private static String classPathWithoutTests() {
        String separator = System.getProperty("path.separator");
        return String.join(
                separator,
                Stream.of(System.getProperty("java.class.path").split(separator))
                        .filter(entry -> !entry.endsWith("classes"))
                        .toList());
    }

    private static Run run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("it does not end:\n" + output);
        }
        return new Run(process.exitValue(), output);
    }

    private static String required(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException(property + " is not set; run the tests by Maven");
        }
        return value;
    }
}
