package io.obs.logging.json;

import static net.logstash.logback.argument.StructuredArguments.array;
import static net.logstash.logback.argument.StructuredArguments.defer;
import static net.logstash.logback.argument.StructuredArguments.entries;
import static net.logstash.logback.argument.StructuredArguments.f;
import static net.logstash.logback.argument.StructuredArguments.kv;
import static net.logstash.logback.argument.StructuredArguments.raw;
import static net.logstash.logback.argument.StructuredArguments.v;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.obs.logging.stack.StackTraceFormat;
import io.obs.mask.Masker;
import java.util.List;
import java.util.Map;
import net.logstash.logback.composite.AbstractJsonProvider;
import net.logstash.logback.marker.Markers;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

class LogstashTest {

    private final Lines lines = new Lines();

    /** What a service might log. */
    public record Order(String id, int items, String password) {}

    @Test
    void structuredArguments_areFieldsAndText() {
        lines.log.info("order {} {} {}", kv("order", "A-7"), v("items", 3), kv("paid", true));
        JsonNode json = lines.json();
        assertThat(json.get("message").asString()).isEqualTo("order order=A-7 3 paid=true");
        assertThat(json.get("order").asString()).isEqualTo("A-7");
        assertThat(json.get("items").asInt()).isEqualTo(3);
        assertThat(json.get("paid").asBoolean()).isTrue();
    }

    @Test
    void allKindsOfArguments_areUnderstood() {
        lines.log.info(
                "x",
                entries(Map.of("a", 1)),
                array("list", 1, "b"),
                raw("json", "{\"n\":[1,2.50]}"),
                raw("broken", "{\"n\":"),
                f(new Order("A-7", 3, "hunter2")),
                kv("object", new Order("B-8", 4, "hunter2")),
                defer(() -> kv("late", 5)));
        JsonNode json = lines.json();
        assertThat(json.get("a").asInt()).isEqualTo(1);
        assertThat(json.get("list").toString()).isEqualTo("[1,\"b\"]");
        assertThat(lines.last()).contains("\"json\":{\"n\":[1,2.50]}");
        assertThat(json.get("broken").asString()).isEqualTo("{\"n\":");
        assertThat(json.get("id").asString()).isEqualTo("A-7");
        assertThat(json.get("password").asString()).isEqualTo("***");
        assertThat(json.get("object").toString()).isEqualTo("{\"id\":\"B-8\",\"items\":4,\"password\":\"***\"}");
        assertThat(json.get("late").asInt()).isEqualTo(5);
        assertThat(lines.last()).doesNotContain("hunter2");
    }

    @Test
    void secrets_areMaskedInFieldAndMessage() {
        lines.log.info(
                "{} {} {}", kv("password", "hunter2"), v("token", "hunter2"), entries(Map.of("secret", "hunter2")));
        assertThat(lines.last()).doesNotContain("hunter2");
        assertThat(lines.json().get("token").asString()).isEqualTo("***");
    }

    @Test
    void markers_areFieldsAndTags() {
        Marker audit = MarkerFactory.getDetachedMarker("AUDIT");
        Marker fields = Markers.append("job_id", "j-1")
                .and(Markers.appendEntries(Map.of("shard", 7)))
                .and(audit);
        lines.log.info(fields, "x");
        JsonNode json = lines.json();
        assertThat(json.get("job_id").asString()).isEqualTo("j-1");
        assertThat(json.get("shard").asInt()).isEqualTo(7);
        assertThat(json.get("tags").toString()).isEqualTo("[\"AUDIT\"]");
    }

    @Test
    void criticalBehindALogstashMarker_counts() {
        lines.log.error(Markers.append("a", 1).and(MarkerFactory.getDetachedMarker("CRITICAL")), "x");
        assertThat(lines.json().get("level").asString()).isEqualTo("CRITICAL");
        assertThat(lines.json().has("tags")).isFalse();
    }

    @Test
    void markersInARing_end() {
        Marker one = MarkerFactory.getDetachedMarker("ONE");
        Marker two = MarkerFactory.getDetachedMarker("TWO");
        one.add(two);
        two.add(one);
        lines.log.info(one, "x");
        assertThat(lines.json().get("tags").toString()).isEqualTo("[\"ONE\",\"TWO\"]");
    }

    @Test
    void ownKeysTwice_areKept() {
        lines.log.info(Markers.append("id", 3), "x {}", kv("id", 2), kv("level", "mine"), kv("id", 2));
        JsonNode json = lines.json();
        assertThat(json.get("id").asInt()).isEqualTo(2);
        assertThat(json.get("fields").toString()).isEqualTo("{\"level\":\"mine\",\"id\":3}");
    }

    @Test
    void jsonProviders_addTheirFields() {
        AbstractJsonProvider<ILoggingEvent> build = new AbstractJsonProvider<>() {
            @Override
            public void writeTo(JsonGenerator generator, ILoggingEvent event) {
                generator.writeNumberProperty("build", 42);
                generator.writeStringProperty("message", "second");
                generator
                        .writeName("nested")
                        .writeStartObject()
                        .writeStringProperty("api_key", "k")
                        .writeEndObject();
            }
        };
        AbstractJsonProvider<ILoggingEvent> broken = new AbstractJsonProvider<>() {
            @Override
            public void writeTo(JsonGenerator generator, ILoggingEvent event) {
                generator.writeName("half").writeStartArray();
                throw new IllegalStateException("provider");
            }
        };
        Lines with = new Lines(new LineFormat(
                "shop",
                false,
                false,
                LineFormat.DEFAULT_MAX_MESSAGE_BYTES,
                Masker.standard(),
                StackTraceFormat.standard(),
                List.of(LogstashProviders.of(broken), LogstashProviders.of(build))));
        with.log.info("first");
        JsonNode json = with.json();
        assertThat(json.get("build").asInt()).isEqualTo(42);
        assertThat(json.get("nested").toString()).isEqualTo("{\"api_key\":\"***\"}");
        assertThat(json.get("fields").toString()).isEqualTo("{\"message\":\"second\"}");
        assertThat(json.has("logger")).isFalse();
        assertThat(json.has("thread")).isFalse();
        assertThat(with.failed).hasValue(1);
    }
}
