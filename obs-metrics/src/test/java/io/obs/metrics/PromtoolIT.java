package io.obs.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obs.Observability;
import io.obs.catalog.Catalog;
import io.obs.catalog.MetricSpec;
import io.obs.catalog.MetricType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus' own checker reads a scrape of every family; where it is not installed there is nothing to check with. */
class PromtoolIT {

    @TempDir
    private Path folder;

    @Test
    void scrapeOfEverything_isAccepted() throws IOException, InterruptedException {
        assumeTrue(isInstalled(), "promtool is not installed");
        Path scrape = folder.resolve("scrape.txt");
        try (Observability obs = Scraping.quiet().build()) {
            Catalog.all().forEach(spec -> wire(obs, spec));
            Files.writeString(scrape, Scraping.text(obs));
        }
        Process promtool = new ProcessBuilder("promtool", "check", "metrics")
                .redirectInput(scrape.toFile())
                .redirectErrorStream(true)
                .start();
        List<String> said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        promtool.waitFor();
        // The one name of the specification that promtool would have chosen otherwise.
        assertThat(said)
                .containsExactly("db_connection_pool_total non-counter metrics should not have \"_total\" suffix");
        assertThat(promtool.exitValue()).isEqualTo(3); // read in full, and something to say about a name
    }

    private static void wire(Observability obs, MetricSpec spec) {
        String[] values = spec.openLabels().stream()
                .map(label -> label.isBounded() ? label.values().get(0) : "x\"\\\n")
                .toArray(String[]::new);
        if (spec.type() == MetricType.GAUGE) {
            obs.meters().gauge(spec, () -> 1, values);
        } else if (spec.type() == MetricType.COUNTER) {
            obs.meters().counter(spec, () -> 1, values);
        } else if (values.length == 0) {
            obs.meters().histograms(spec).get().observeNanos(1);
        } else {
            obs.meters().histograms(spec).get(values[0]).observeNanos(1);
        }
    }

    private static boolean isInstalled() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
    }
}
