package io.obs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.obs.Observability;
import io.obs.config.ConfigKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/guide/metrics.md says works: its Java is here, its settings exist. */
class MetricsGuideTest {

    private static final Path GUIDE = Path.of("../docs/guide/metrics.md");
    private static final Path HERE = Path.of("src/test/java/io/obs/metrics/MetricsGuideTest.java");

    @Test
    void snippets_doWhatTheySay() {
        try (Observability obs = Scraping.quiet().build()) {
            MeterRegistry registry = obs.find(MeterRegistry.class).orElseThrow();
            registry.counter("videos.uploaded", "format", "mp4").increment(); // videos_uploaded_total{format="mp4"}
            Deployments.of(obs).succeeded(); // deployments_total{status="success"}
            assertThat(Scraping.text(obs))
                    .contains("videos_uploaded_total{format=\"mp4\"} 1.0")
                    .contains("deployments_total{service=\"shop\",status=\"success\"} 1.0");
        }
    }

    @SuppressWarnings("unused") // compiled only: it would start the obs of the process
    private static void ownRegistry() {
        PrometheusMeterRegistry own = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Observability withOwn =
                Observability.builder().use(MeterRegistry.class, own).init();
    }

    @Test
    void java_ofTheGuide_isThatOfThisTest() throws IOException {
        String compiled = squeezed(Files.readString(HERE));
        List<String> blocks = found("```java\n(.*?)```", Files.readString(GUIDE));
        assertThat(blocks).hasSize(3);
        assertThat(blocks.stream().flatMap(String::lines)).allMatch(line -> compiled.contains(squeezed(line)));
    }

    @Test
    void settings_ofTheGuide_exist() throws IOException {
        List<String> keys =
                new MetricsRoom().keys().stream().map(ConfigKey::name).toList();
        assertThat(found("(obs\\.metrics\\.[a-z.]+[a-z])", Files.readString(GUIDE)))
                .hasSizeGreaterThan(5)
                .allMatch(keys::contains);
    }

    private static List<String> found(String pattern, String text) {
        try (Stream<MatchResult> matches =
                Pattern.compile(pattern, Pattern.DOTALL).matcher(text).results()) {
            return matches.map(match -> match.group(1)).toList();
        }
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }
}
