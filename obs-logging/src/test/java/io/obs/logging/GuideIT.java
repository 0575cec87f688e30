package io.obs.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/guide/logging.md says works. */
class GuideIT {

    private static final Path GUIDE = Path.of("..", "docs", "guide", "logging.md");

    @TempDir
    Path directory;

    static Stream<String> configurations() throws IOException {
        return Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(GUIDE))
                .results()
                .map(result -> result.group(1));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void configuration_writesLines(String configuration) throws IOException {
        Files.writeString(directory.resolve("logback.xml"), configuration);

        try (ChildJvm child = ChildJvm.run("two").classPathFirst(directory).start()) {
            assertThat(ChildJvm.messages(child.readAll())).containsExactly("first", "last");
        }
    }

    @Test
    void java_compiles() throws IOException {
        String compiled = Files.readString(Path.of("src/test/java/io/obs/logging/GuideSnippets.java"));
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(GUIDE));

        assertThat(block.find()).isTrue();
        assertThat(block.group(1).lines().map(line -> line.replaceFirst(" *//.*", "")))
                .allMatch(compiled::contains);
    }

    @Test
    void settings_areAllNamed() throws IOException {
        String guide = Files.readString(GUIDE);

        assertThat(LoggingKeys.ALL).allSatisfy(key -> assertThat(guide).contains("`" + key.name() + "`"));
        Matcher named = Pattern.compile("`(obs\\.log\\.[a-z.]+)`").matcher(guide);
        assertThat(named.results().map(result -> result.group(1)))
                .allMatch(name ->
                        LoggingKeys.ALL.stream().anyMatch(key -> key.name().equals(name)));
    }
}
