package io.obs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.catalog.Catalog;
import io.obs.catalog.MetricSpec;
import io.obs.catalog.MetricType;
import io.obs.pipeline.Clock;
import io.obs.pipeline.Drops;
import io.obs.pipeline.Failures;
import io.obs.pipeline.Meters;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The own text writer gives, byte for byte, what the library's writers give for the same families. */
class TextWriterTest {

    private static final List<String> VALUES =
            List.of("/a", "/b/{id}", "a\"b", "c\\d", "e\nf", "é", "日本", "\uD83D\uDE00", "", "_other", "zz", "A");

    private CatalogueMeters meters;

    @BeforeEach
    void fill() {
        Cardinality cardinality = new Cardinality(100, Map.of(), 10_000, new Drops());
        meters = new CatalogueMeters(
                "shop \"ü\"",
                cardinality,
                new Buckets(Map.of("http", List.of(0.001, 0.25, 30.0))),
                new Failures(Clock.system()),
                Clock.system(),
                family -> {});
        Random random = new Random(7);
        for (MetricSpec spec : Catalog.all()) {
            for (int i = 0; i < 40; i++) {
                fill(spec, random);
            }
        }
        CallbackRunner callbacks = new CallbackRunner(new Failures(Clock.system()), java.time.Duration.ofSeconds(10));
        new FamilyReader(callbacks).read(meters.families(), List.of());
        callbacks.close();
    }

    private void fill(MetricSpec spec, Random random) {
        String[] labels = spec.openLabels().stream()
                .map(label -> {
                    List<String> from = label.isBounded() ? label.values() : VALUES;
                    return from.get(random.nextInt(from.size()));
                })
                .toArray(String[]::new);
        TestOperation operation = new TestOperation(random.nextBoolean());
        if (spec.type() == MetricType.GAUGE) {
            double value = List.of(0.0, -1.5, 1e9, Double.NaN, Double.POSITIVE_INFINITY, 1e-9)
                    .get(random.nextInt(6));
            meters.gauge(spec, () -> value, labels);
        } else if (spec.type() == MetricType.COUNTER) {
            Meters.Counter counter = of(meters.counters(spec), labels);
            counter.add(random.nextInt(1_000_000_000));
            counter.inc(operation);
        } else {
            of(meters.histograms(spec), labels).observeNanos(random.nextLong(40_000_000_000L), operation);
        }
    }

    private static <H> H of(Meters.Family<H> family, String... labels) {
        return switch (labels.length) {
            case 0 -> family.get();
            case 1 -> family.get(labels[0]);
            case 2 -> family.get(labels[0], labels[1]);
            default -> family.get(labels[0], labels[1], labels[2]);
        };
    }

    @Test
    void prometheusText_equalsTheLibrarys() throws IOException {
        assertThat(own(TextFormat.PROMETHEUS)).isEqualTo(library(PrometheusTextFormatWriter.create()));
    }

    @Test
    void openMetricsText_equalsTheLibrarys() throws IOException {
        assertThat(own(TextFormat.OPENMETRICS) + "# EOF\n")
                .contains("# {span_id=\"00f067aa0ba902b7\",trace_id=\"4bf92f3577b34da6a3ce929d0e0e4736\"}")
                .isEqualTo(library(OpenMetricsTextFormatWriter.create()));
    }

    private String own(TextFormat format) {
        ScrapeBuffer buffer = new ScrapeBuffer(16);
        meters.families().forEach(family -> family.write(buffer, format));
        return new String(buffer.toBytes(), StandardCharsets.UTF_8);
    }

    private String library(ExpositionFormatWriter writer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(
                out,
                new MetricSnapshots(
                        meters.families().stream().map(MetricFamily::snapshot).toList()));
        return out.toString(StandardCharsets.UTF_8);
    }
}
