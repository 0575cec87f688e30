package io.obs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Reads as OpenTelemetry's own propagator does. */
class LightTraceContextTest {

    private static final String USUAL = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static final TextMapGetter<Map<String, String>> GETTER = new TextMapGetter<>() {
        @Override
        @SuppressWarnings("deprecation") // abstract all the same
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public String get(Map<String, String> carrier, String key) {
            return carrier.get(key);
        }
    };

    @Test
    void usual_isReadAndHandedOn() {
        SpanContext read = extract(new LightTraceContext(), Map.of("traceparent", USUAL));
        assertThat(read.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(read.getSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(read.isSampled()).isTrue();
        assertThat(read.isRemote()).isTrue();

        Map<String, String> sent = new HashMap<>();
        Context context =
                Context.root().with(LocalIds.unrecorded(Context.root().with((Span) read), read.getTraceFlags()));
        new LightTraceContext().inject(context, sent, Map::put);
        assertThat(sent.get("traceparent"))
                .startsWith("00-0af7651916cd43dd8448eb211c80319c-")
                .endsWith("-01")
                .doesNotContain("b7ad6b7169203331");
    }

    @Test
    void changedHeaders_areReadAsOpenTelemetryReadsThem() {
        Random random = new Random(7);
        String alphabet = "0123456789abcdefABCg-\u0000é";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder header = new StringBuilder(USUAL);
            for (int change = random.nextInt(3); change >= 0; change--) {
                int at = random.nextInt(header.length());
                switch (random.nextInt(4)) {
                    case 0 -> header.deleteCharAt(at);
                    case 1 -> header.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                    default -> header.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
                }
            }
            Map<String, String> headers = new HashMap<>(Map.of("traceparent", header.toString()));
            if (random.nextInt(4) == 0) {
                headers.put("tracestate", random.nextBoolean() ? "vendor=7" : "=");
            }
            assertSame(headers);
        }
        assertSame(Map.of());
        assertSame(Map.of("traceparent", "00-" + "0".repeat(32) + "-b7ad6b7169203331-01"));
        assertSame(Map.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-" + "0".repeat(16) + "-01"));
        assertSame(Map.of("traceparent", USUAL, "tracestate", ""));
    }

    private static void assertSame(Map<String, String> headers) {
        SpanContext light = extract(new LightTraceContext(), headers);
        SpanContext full = extract(W3CTraceContextPropagator.getInstance(), headers);
        assertThat(light.isValid()).as("%s", headers).isEqualTo(full.isValid());
        assertThat(light.getTraceId()).as("%s", headers).isEqualTo(full.getTraceId());
        assertThat(light.getSpanId()).as("%s", headers).isEqualTo(full.getSpanId());
        assertThat(light.getTraceFlags()).as("%s", headers).isEqualTo(full.getTraceFlags());
        assertThat(light.getTraceState()).as("%s", headers).isEqualTo(full.getTraceState());
        assertThat(light.isRemote()).as("%s", headers).isEqualTo(full.isRemote());
    }

    private static SpanContext extract(TextMapPropagator propagator, Map<String, String> headers) {
        return Span.fromContext(propagator.extract(Context.root(), headers, GETTER))
                .getSpanContext();
    }
}
