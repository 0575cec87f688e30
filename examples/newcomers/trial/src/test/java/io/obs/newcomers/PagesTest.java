package io.obs.newcomers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The newcomers depend on what the pages tell them to depend on, and on nothing else of obs. */
class PagesTest {

    private static final Pattern XML = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern OURS =
            Pattern.compile("<dependency><groupId>io\\.obs</groupId>.*?</dependency>", Pattern.DOTALL);

    @ParameterizedTest
    @CsvSource({
        "README.md, jdk",
        "docs/guide/http-server.md, jdk",
        "docs/guide/grpc.md, grpc",
        "docs/guide/servlet.md, servlet",
        "docs/guide/jaxrs.md, jersey",
        "docs/guide/jaxrs.md, resteasy",
        "docs/guide/spring-boot.md, spring-webmvc",
        "docs/guide/spring-boot.md, spring-webflux",
        "docs/guide/spring-boot.md, spring-war",
    })
    void dependencies_areThoseOfThePage(String page, String project) throws IOException {
        List<String> told = XML.matcher(Files.readString(Path.of("../../..", page)))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.startsWith("<dependency>"))
                .findFirst()
                .map(PagesTest::ours)
                .orElseThrow();
        assertThat(told).isNotEmpty();
        assertThat(ours(Files.readString(Path.of("..", project, "pom.xml")))).isEqualTo(told);
    }

    private static List<String> ours(String xml) {
        return OURS.matcher(xml.replaceAll("\\s+", ""))
                .results()
                .map(dependency -> dependency.group())
                .toList();
    }
}
