package io.obs.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obs.Observability;
import io.obs.config.InvalidConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvalidSettingsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "otel.exporter.otlp.endpoint          | localhost:4317              | a URL http://host:port",
                "otel.exporter.otlp.endpoint          | ftp://localhost:4317        | a URL http://host:port",
                "otel.exporter.otlp.endpoint          | http://localhost:70000      | a URL http://host:port",
                "otel.exporter.otlp.traces.endpoint   | http://                     | a URL http://host:port",
                "otel.exporter.otlp.endpoint          | http://localhost:4318?a=b   | without query",
                "otel.exporter.otlp.protocol          | http/json                   | grpc or http/protobuf",
                "otel.exporter.otlp.traces.protocol   | thrift                      | grpc or http/protobuf",
                "otel.exporter.otlp.compression       | lz4                         | gzip or none",
                "otel.exporter.otlp.timeout           | -1                          | a time of 0 or more",
                "otel.exporter.otlp.timeout           | soon                        | a time of 0 or more",
                "otel.exporter.otlp.headers           | authorization               | key=value pairs",
                "otel.exporter.otlp.headers           | a b=c                       | key=value pairs",
                "otel.exporter.otlp.headers           | a=b%0d%0ac                  | key=value pairs",
                "otel.exporter.otlp.certificate       | /no/such/file               | a file that can be read",
                "otel.exporter.otlp.client.key        | /etc/hosts                  | only both of",
                "otel.traces.exporter                 | zipkin                      | others need their extension",
                "otel.traces.exporter                 | none,otlp                   | none alone",
                "otel.metrics.exporter                | graphite                    | none alone, or names of",
                "otel.propagators                     | tracecontext,unknown        | b3, b3multi, baggage, jaeger",
                "otel.traces.sampler                  | sometimes                   | one of always_off, always_on",
                "otel.bsp.schedule.delay              | -5                          | a time of 0 or more",
                "otel.bsp.max.queue.size              | 0                           | a whole number from 1",
                "otel.bsp.max.export.batch.size       | many                        | a whole number from 1",
                "otel.span.attribute.count.limit      | -1                          | a whole number from 0",
                "otel.sdk.disabled                    | yes                         | true or false",
                "otel.resource.attributes             | novalue                     | key=value pairs",
                "obs.tracing.ratio                    | 2                           | a number from 0",
                "obs.tracing.keep                     | everything                  | errors, slow",
            })
    void setting_isNamedWithWhatIsAllowed(String key, String value, String allowed) {
        assertThat(problemsOf(key, value))
                .singleElement()
                .asString()
                .contains(key)
                .contains(allowed);
    }

    @Test
    void ratio_outOfBounds() {
        assertThat(problemsOf(
                        "otel.traces.sampler", "parentbased_traceidratio",
                        "otel.traces.sampler.arg", "2"))
                .singleElement()
                .asString()
                .contains("otel.traces.sampler.arg", "\"2\"", "a number from 0 to 1");
    }

    @Test
    void batch_largerThanItsQueue() {
        assertThat(problemsOf("otel.bsp.max.queue.size", "10", "otel.bsp.max.export.batch.size", "20"))
                .singleElement()
                .asString()
                .contains("otel.bsp.max.export.batch.size", "up to the queue's size");
    }

    @Test
    void problems_areToldAllAtOnce() {
        assertThat(problemsOf(
                        "otel.exporter.otlp.endpoint", "nowhere",
                        "otel.exporter.otlp.timeout", "-1",
                        "otel.propagators", "pigeon",
                        "obs.tracing.ratio", "2"))
                .hasSize(4);
    }

    @Test
    void headers_areNotShown() {
        assertThat(problemsOf("otel.exporter.otlp.headers", "s3cr3t"))
                .singleElement()
                .asString()
                .doesNotContain("s3cr3t");
    }

    @Test
    void right_settingsPass() {
        try (Observability obs = Tracing.builder()
                .set("otel.exporter.otlp.endpoint", "http://localhost:4318/")
                .set("otel.exporter.otlp.headers", "authorization=Bearer%20x,x-tenant=a")
                .set("otel.exporter.otlp.compression", "gzip")
                .set("otel.exporter.otlp.timeout", "2s")
                .set("otel.propagators", "tracecontext,baggage,b3,b3multi,jaeger")
                .set("otel.traces.sampler", "parentbased_traceidratio")
                .set("otel.traces.sampler.arg", "0.25")
                .set("otel.resource.attributes", "deployment.environment=test,team=a%2Cb")
                .set("otel.bsp.max.queue.size", "100")
                .set("obs.tracing.keep", "errors, slow")
                .build()) {
            assertThat(obs.openTelemetry()).isNotNull();
        }
    }

    private static List<String> problemsOf(String... settings) {
        Observability.Builder builder = Tracing.builder();
        for (int i = 0; i < settings.length; i += 2) {
            builder.set(settings[i], settings[i + 1]);
        }
        InvalidConfigurationException[] thrown = new InvalidConfigurationException[1];
        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(InvalidConfigurationException.class, e -> thrown[0] = e);
        return thrown[0].problems();
    }
}
