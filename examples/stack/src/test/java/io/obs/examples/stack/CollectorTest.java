package io.obs.examples.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Collector's configuration, by its structure: there is no Collector here to ask. */
class CollectorTest {

    private static final Yaml CONFIG =
            Yaml.read(Path.of("collector/collector.yaml")).get(0);

    @Test
    void pipelines_areOfWhatIsDeclared_andNothingIsDeclaredInVain() {
        List<Yaml> pipelines = CONFIG.at("service", "pipelines").all();

        assertThat(pipelines).isNotEmpty();
        for (String kind : List.of("receivers", "processors", "exporters")) {
            assertThat(pipelines.stream()
                            .flatMap(pipeline -> pipeline.at(kind).texts().stream())
                            .distinct())
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(CONFIG.at(kind).names());
        }
        assertThat(CONFIG.at("service", "extensions").texts())
                .containsExactlyElementsOf(CONFIG.at("extensions").names());
    }

    @Test
    void memoryIsLimited_beforeAnythingIsHeld() {
        assertThat(CONFIG.at("service", "pipelines", "traces", "processors").texts())
                .startsWith("memory_limiter");
    }

    @Test
    void receiver_listensWhereServicesSend() {
        assertThat(CONFIG.at("receivers", "otlp", "protocols", "grpc", "endpoint")
                        .text())
                .isEqualTo("0.0.0.0:4317");
        assertThat(CONFIG.at("receivers", "otlp", "protocols", "http", "endpoint")
                        .text())
                .isEqualTo("0.0.0.0:4318");
    }
}
