package io.obs.logging.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.obs.context.RequestContext;
import io.obs.pipeline.FieldWriter;
import io.obs.pipeline.Line;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LinesOfObsTest {

    private final Lines lines = new Lines();

    /** A line such as an adapter makes. */
    private record Access(Context context, @Nullable Throwable lineError) implements Line {
        @Override
        public String lineLogger() {
            return "obs.access";
        }

        @Override
        public org.slf4j.event.Level lineLevel() {
            return org.slf4j.event.Level.INFO;
        }

        @Override
        public String lineMessage() {
            return "GET /jobs 200";
        }

        @Override
        public void lineFields(FieldWriter to) {
            to.string("job", "captions");
            to.decimal("duration_ms", 12.34567);
            to.integer("status", 200);
            to.string("absent", null);
            to.bool("cached", true);
            to.object("status", 201);
        }
    }

    /** logback's event around it. */
    private static final class Carrier extends LoggingEvent implements LineCarrier {

        private final Line line;

        Carrier(Lines lines, Line line) {
            super("x", lines.log, Level.INFO, "other", null, null);
            this.line = line;
            setTimeStamp(0);
            setThreadName("main");
        }

        @Override
        public Line line() {
            return line;
        }
    }

    @Test
    void line_hasItsFieldsInTheOrderOfTheSpecification() {
        Context context = Context.root().with(RequestContext.ofHttp("req-1", "/jobs", "GET"));
        assertThat(lines.encode(new Carrier(lines, new Access(context, null))))
                .isEqualTo("{\"timestamp\":\"1970-01-01T00:00:00.000Z\",\"level\":\"INFO\",\"service\":\"shop\","
                        + "\"logger\":\"com.acme.Shop\",\"thread\":\"main\",\"request_id\":\"req-1\",\"endpoint\":\"/jobs\","
                        + "\"method\":\"GET\",\"duration_ms\":12.346,\"status\":200,\"message\":\"GET /jobs 200\","
                        + "\"job\":\"captions\",\"cached\":true,\"fields\":{\"status\":201}}");
    }

    @Test
    void lineWithError_hasItAsAnObject() {
        JsonNode error = Lines.parse(lines.encode(
                        new Carrier(lines, new Access(Context.root(), new IllegalStateException("no token=abc")))))
                .get("error");
        assertThat(error.get("type").asString()).isEqualTo("java.lang.IllegalStateException");
        assertThat(error.get("message").asString()).isEqualTo("no token=***");
        assertThat(error.get("stack_trace").asString())
                .matches("(?s)#[0-9a-f]{8} java.lang.IllegalStateException: no token=\\*\\*\\*\n\tat .*");
    }

    @Test
    void errorWhoseMessageThrows_isALineAllTheSame() {
        Throwable broken = new RuntimeException() {
            @Override
            public String getMessage() {
                throw new IllegalStateException("message");
            }
        };
        JsonNode error = Lines.parse(lines.encode(new Carrier(lines, new Access(Context.root(), broken))))
                .get("error");
        assertThat(error.get("message").asString()).isEqualTo("[failed: java.lang.IllegalStateException]");
        assertThat(error.get("type").asString()).startsWith("io.obs.logging.json.LinesOfObsTest$");
    }

    @Test
    void decimals_haveThreePlacesAtMost() {
        assertThat(decimal(0)).isEqualTo("0");
        assertThat(decimal(0.0004)).isEqualTo("0");
        assertThat(decimal(0.0005)).isEqualTo("0.001");
        assertThat(decimal(1.5)).isEqualTo("1.5");
        assertThat(decimal(-1.05)).isEqualTo("-1.05");
        assertThat(decimal(1e15)).isEqualTo("1E+15");
        assertThat(decimal(Double.NaN)).isEqualTo("\"NaN\"");
    }

    private static String decimal(double value) {
        LineBuffer out = new LineBuffer();
        Numbers.decimal(value, out);
        return new String(out.array(), 0, out.length(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
