package io.obs.maven;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.obs.maven.Maven.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds of services that use the goal, by a real Maven. */
class MavenBuildIT {

    @TempDir
    private static Path directory;

    private static Maven maven;

    @BeforeAll
    static void maven() throws IOException {
        maven = Maven.in(directory.resolve("maven"));
    }

    /** A copy of one of the projects beside this test. */
    private static Path project(String name) throws IOException {
        Path from = Path.of("src/it", name);
        Path to = Files.createTempDirectory(directory, name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        return to;
    }

    @Test
    void service_isWovenOnceHoweverOftenItIsBuilt() throws Exception {
        Path service = project("service");
        Run first = maven.run(service, "process-test-classes");
        assertThat(first.output()).contains("BUILD SUCCESS", "Wove 2 methods of 1 classes");
        Path captions = service.resolve("target/classes/shop/Captions.class");
        byte[] woven = Files.readAllBytes(captions);

        Run second = maven.run(service, "process-classes");
        assertThat(second.output()).contains("BUILD SUCCESS", "Wove 0 methods of 0 classes");
        assertThat(Files.readAllBytes(captions)).isEqualTo(woven);
        assertJobs(service, 3);

        Path source = service.resolve("src/main/java/shop/Captions.java");
        Files.writeString(
                source, Files.readString(source).replace("store();\n    }", "store();\n        store();\n    }"));
        assertThat(maven.run(service, "process-classes").output()).contains("Wove 2 methods of 1 classes");
        assertJobs(service, 4);
    }

    private static void assertJobs(Path service, int count) throws Exception {
        Run run = Maven.java(service, "shop.Main");
        assertThat(run.output()).contains("obs started for ").doesNotContain("not woven");
        assertThat(run.output().lines().filter(line -> line.contains("\"logger\":\"obs.job\"")))
                .as(run.output())
                .hasSize(count)
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "\"message\":\"job extract_captions succeeded\"", "\"job_id\":\"job-2\"", "\"part\":2"))
                .anySatisfy(line -> assertThat(line).contains("\"message\":\"job store succeeded\""));
        assertThat(run.status()).isZero();
    }

    @Test
    void guide_showsThePluginAsItIsUsedHere() throws IOException {
        String page = Files.readString(Path.of("../docs/guide/annotated-methods.md"));
        String shown =
                page.substring(page.indexOf("```xml\n") + 7, page.indexOf("```\n", page.indexOf("```xml\n") + 7));
        String used = Files.readString(Path.of("src/it/service/pom.xml")).replace("${obs.version}", Maven.VERSION);

        assertThat(used.replaceAll("\\s+", "")).contains(shown.replaceAll("\\s+", ""));
    }

    @Test
    void modules_builtSideBySide_areAllWoven() throws Exception {
        Path modules = project("modules");
        Run run = maven.run(modules, "-T2", "process-classes");

        assertThat(run.output()).contains("BUILD SUCCESS").doesNotContain("not marked as thread-safe", "@threadSafe");
        for (String module : new String[] {
            "one/target/classes/shop/One", "two/target/classes/shop/Two", "three/target/classes/shop/Three"
        }) {
            assertThat(Files.readString(modules.resolve(module + ".class"), ISO_8859_1))
                    .contains("io/obs/job/WovenJobs");
        }
    }

    @Test
    void markThatCannotTakeEffect_failsTheBuildByName_unlessAskedNotTo() throws Exception {
        Path wrong = project("wrong");
        Run refused = maven.run(wrong, "process-classes");
        assertThat(refused.output())
                .contains(
                        "BUILD FAILURE",
                        "@ObservedJob can't take effect:",
                        "  shop.Wrong.unfinished is abstract: mark the methods that implement it",
                        "Nothing was woven.");
        assertThat(refused.status()).isNotZero();

        assertThat(maven.run(wrong, "process-classes", "-Dobs.weave.failOnProblem=false")
                        .output())
                .contains(
                        "BUILD SUCCESS",
                        "[WARNING] @ObservedJob can't take effect: shop.Wrong.unfinished is abstract",
                        "Wove 1 methods of 1 classes");
    }

    @Test
    void whatIsNotWoven_isNamedByTheStartLine() throws Exception {
        Path service = project("service");
        assertThat(maven.run(service, "process-classes", "-Dobs.weave.skip").output())
                .contains("BUILD SUCCESS", "Nothing is woven: obs.weave.skip");

        Run run = Maven.java(service, "shop.Main");
        assertThat(run.output().lines().filter(line -> line.contains("obs started for ")))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("only calls through a proxy are jobs): shop.Captions.extract, shop.Captions.store");
        assertThat(run.output()).doesNotContain("obs.job\"");
    }
}
