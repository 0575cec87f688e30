package io.obs.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtelSettingsTest {

    @Test
    void nothingConfigured_exportsNothing() {
        OtelSettings settings = settings(Map.of());
        assertThat(settings.exports()).isFalse();
        assertThat(settings.forDefaults())
                .containsEntry("otel.traces.exporter", "none")
                .containsEntry("otel.metrics.exporter", "none")
                .containsEntry("otel.logs.exporter", "none");
    }

    @ParameterizedTest
    @CsvSource({
        "http://collector:4317, otlp/grpc http://collector:4317",
        "http://collector:4318, otlp/http http://collector:4318",
        "http://collector:9999, otlp/grpc http://collector:9999",
        "https://collector/otlp, otlp/http https://collector/otlp",
        "http://user:secret@collector:4317, otlp/grpc http://collector:4317",
    })
    void endpoint_choosesTheProtocol(String endpoint, String where) {
        OtelSettings settings = settings(Map.of("otel.exporter.otlp.endpoint", endpoint));
        assertThat(settings.exportsInBatches()).isTrue();
        assertThat(settings.where()).isEqualTo(where);
    }

    @Test
    void protocol_goesBeforeThePort() {
        assertThat(settings(Map.of(
                                "otel.exporter.otlp.traces.endpoint", "http://collector:4317/v1/traces",
                                "otel.exporter.otlp.protocol", "http/protobuf"))
                        .where())
                .isEqualTo("otlp/http http://collector:4317/v1/traces");
    }

    @Test
    void exporter_needsNoEndpoint() {
        assertThat(settings(Map.of("otel.traces.exporter", "otlp")).where())
                .isEqualTo("otlp/grpc http://localhost:4317");
        assertThat(settings(Map.of("otel.traces.exporter", "otlp", "otel.exporter.otlp.protocol", "http/protobuf"))
                        .where())
                .isEqualTo("otlp/http http://localhost:4318");
        assertThat(settings(Map.of("otel.traces.exporter", "none", "otel.exporter.otlp.endpoint", "http://c:4317"))
                        .exports())
                .isFalse();
    }

    @Test
    void batch_fitsASmallerQueue() {
        assertThat(settings(Map.of("otel.bsp.max.queue.size", "64")).forDefaults())
                .containsEntry("otel.bsp.max.export.batch.size", "64");
    }

    @Test
    void ratio_givesWayToTheStandardSampler() {
        assertThat(settings(Map.of("obs.tracing.ratio", "0.5")).get(OtelSettings.SAMPLER))
                .isEqualTo("parentbased_traceidratio");
        assertThat(settings(Map.of("obs.tracing.ratio", "0.5", "otel.traces.sampler", "always_off"))
                        .get(OtelSettings.SAMPLER))
                .isEqualTo("always_off");
    }

    private static OtelSettings settings(Map<String, String> set) {
        Observability.Builder builder = Tracing.builder().set("otel.traces.exporter.unused", "x");
        set.forEach(builder::set);
        try (Observability obs =
                builder.set("otel.exporter.otlp.timeout", "100ms").build()) {
            return new OtelSettings(obs.config());
        }
    }
}
