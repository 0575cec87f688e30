package io.obs.logging.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.obs.context.RequestContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.MarkerFactory;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.JsonNode;

class LineEncoderTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    private final Lines lines = new Lines();

    @Test
    void line_outsideARequest() {
        assertThat(lines.encode(lines.event(Level.INFO, "order {} took {} ms", "A-7", 12)))
                .isEqualTo("{\"timestamp\":\"2023-11-14T22:13:20.007Z\",\"level\":\"INFO\",\"service\":\"shop\","
                        + "\"logger\":\"com.acme.Shop\",\"thread\":\"main\",\"message\":\"order A-7 took 12 ms\"}");
    }

    @Test
    void line_insideARequest() {
        RequestContext request =
                RequestContext.ofHttp("req-1", "/api/v1/jobs/{id}", "GET").userId("user-9");
        Context context = Context.root()
                .with(Span.wrap(SpanContext.create(TRACE, SPAN, TraceFlags.getSampled(), TraceState.getDefault())))
                .with(request);
        request.put("tenant", "acme");
        LoggingEvent event = lines.event(Level.WARN, "late");
        event.addKeyValuePair(new KeyValuePair("attempt", 3));
        event.addKeyValuePair(new KeyValuePair("final", true));
        event.addMarker(MarkerFactory.getMarker("AUDIT"));
        String line = context.wrapSupplier(() -> lines.encode(event)).get();
        assertThat(line)
                .isEqualTo("{\"timestamp\":\"2023-11-14T22:13:20.007Z\",\"level\":\"WARN\",\"service\":\"shop\","
                        + "\"logger\":\"com.acme.Shop\",\"thread\":\"main\",\"trace_id\":\"" + TRACE
                        + "\",\"span_id\":\"" + SPAN
                        + "\",\"request_id\":\"req-1\",\"user_id\":\"user-9\",\"endpoint\":\"/api/v1/jobs/{id}\","
                        + "\"method\":\"GET\",\"message\":\"late\",\"attempt\":3,\"final\":true,\"tenant\":\"acme\","
                        + "\"tags\":[\"AUDIT\"]}");
    }

    @Test
    void errorWithCriticalMarker_isCritical() {
        lines.log.error(MarkerFactory.getMarker("CRITICAL"), "disk full");
        assertThat(lines.json().get("level").asString()).isEqualTo("CRITICAL");
        assertThat(lines.json().has("tags")).isFalse();
    }

    @Test
    void criticalMarkerBelowError_isATag() {
        lines.log.warn(MarkerFactory.getMarker("CRITICAL"), "nearly full");
        assertThat(lines.json().get("level").asString()).isEqualTo("WARN");
        assertThat(lines.json().get("tags").toString()).isEqualTo("[\"CRITICAL\"]");
    }

    @Test
    void markerOfCommonsLogging_isNoTag() {
        lines.log.info(MarkerFactory.getMarker("COMMONS-LOGGING"), "started");
        assertThat(lines.json().has("tags")).isFalse();
    }

    @Test
    void trace_printsAsDebug() {
        lines.log.trace("fine");
        assertThat(lines.json().get("level").asString()).isEqualTo("DEBUG");
    }

    @Test
    void keyValueNamedLikeAField_isKeptUnderFields() {
        lines.log
                .atInfo()
                .addKeyValue("level", "high")
                .addKeyValue("job_id", 1)
                .addKeyValue("job_id", 2)
                .addKeyValue("job_id", 3)
                .log("twice");
        JsonNode json = lines.json();
        assertThat(json.get("level").asString()).isEqualTo("INFO");
        assertThat(json.get("job_id").asInt()).isEqualTo(1);
        assertThat(json.get("fields").toString()).isEqualTo("{\"level\":\"high\",\"job_id\":2,\"job_id_2\":3}");
    }

    @Test
    void keyValueWhoseNameIsNoPath_isKeptUnderFields() {
        lines.log
                .atInfo()
                .addKeyValue("service.name", "as others call it")
                .addKeyValue("status.code", 5)
                .addKeyValue(".a", 0.5)
                .addKeyValue("b.", true)
                .addKeyValue("c. .d", "e")
                .addKeyValue("server.address", "10.0.0.7")
                .log("dots");
        JsonNode json = lines.json();
        assertThat(json.get("fields").toString())
                .isEqualTo("{\"service.name\":\"as others call it\",\"status.code\":5,\".a\":0.5,\"b.\":true,"
                        + "\"c. .d\":\"e\"}");
        assertThat(json.get("server.address").asString()).isEqualTo("10.0.0.7");
    }

    @Test
    void mdc_isCarriedOnceWhereItRepeatsTheLine() {
        LoggingEvent event = lines.event(Level.INFO, "x");
        event.setMDCPropertyMap(Map.of("request_id", "req-1", "shard", "7"));
        Context context = Context.root().with(RequestContext.of("req-1"));
        JsonNode json =
                Lines.parse(context.wrapSupplier(() -> lines.encode(event)).get());
        assertThat(json.has("fields")).isFalse();
        assertThat(json.get("shard").asString()).isEqualTo("7");
    }
}
