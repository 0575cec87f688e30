package io.obs.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What docs/guide/tracing.md says is so. */
class GuideTest {

    private static final Path GUIDE = Path.of("..", "docs", "guide", "tracing.md");

    @Test
    void java_isTheCodeThatCompiles() throws IOException {
        String code = Files.readString(Path.of("src/test/java/io/obs/tracing/GuideSnippets.java"));
        String snippet = code.substring(code.indexOf("// begin\n") + 9, code.indexOf("        // end"));
        assertThat(Files.readString(GUIDE)).contains(snippet.stripTrailing().stripIndent());
    }

    @Test
    void snippet_works() throws Exception {
        try (Observability obs = Tracing.builder().build()) {
            GuideSnippets.Job job = GuideSnippets.spans(
                    obs, new GuideSnippets.Request("caption"), request -> new GuideSnippets.Job(request.kind()));
            assertThat(job.kind()).isEqualTo("caption");
        }
    }

    @Test
    void keysDefaultsAndReasons_areAllThere() throws IOException {
        String guide = Files.readString(GUIDE);
        assertThat(TracingKeys.ALL).allSatisfy(key -> assertThat(guide).contains("`" + key.name()));
        try (Observability obs = Tracing.builder()
                .set("otel.exporter.otlp.endpoint", "http://localhost:4317")
                .build()) {
            Map<String, String> defaults = new OtelSettings(obs.config()).forDefaults();
            assertThat(guide)
                    .contains(defaults.get(OtelSettings.QUEUE) + ", " + defaults.get(OtelSettings.BATCH))
                    .contains(defaults.get(OtelSettings.DELAY) + " ms")
                    .contains(defaults.get(OtelSettings.EXPORTER));
            assertThat(obs.drops().totals().keySet())
                    .allSatisfy(kind -> assertThat(guide).contains("| `" + kind.reason() + "` |"));
        }
    }
}
