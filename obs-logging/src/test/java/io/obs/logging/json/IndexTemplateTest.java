package io.obs.logging.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The index template of docs/ops/logs knows every field that obs writes by itself. */
class IndexTemplateTest {

    private static final Path LOGS = Path.of("..", "docs", "ops", "logs");
    private static final Path CORE = Path.of("..", "obs-core", "src", "main", "java");
    private static final Pattern OWN_FIELD =
            Pattern.compile("\\b(?:to\\.(?:string|integer|decimal|bool|object)|fields\\.put)\\(\"([a-z_]+)\"");

    private static Collection<String> fieldsOfTheTemplate() throws IOException {
        JsonNode template = JsonMapper.shared().readTree(Files.readString(LOGS.resolve("index-template.json")));
        return template.at("/template/mappings/properties").propertyNames();
    }

    @Test
    void template_hasEveryFieldOfALine() throws IOException {
        assertThat(fieldsOfTheTemplate()).containsAll(Field.STANDARD).contains("cut_fields");
    }

    @Test
    void template_hasEveryFieldOfObsOwnLines() throws IOException {
        List<String> written = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(CORE)) {
            sources.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> OWN_FIELD.matcher(read(file)).results())
                    .map((MatchResult field) -> field.group(1))
                    .forEach(written::add);
        }
        assertThat(written).contains("job", "dependency", "target"); // else the pattern finds nothing any more
        assertThat(fieldsOfTheTemplate()).containsAll(written);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
