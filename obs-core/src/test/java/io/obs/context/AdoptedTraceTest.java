package io.obs.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import io.obs.pipeline.LocalIds;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdoptedTraceTest {

    private static final String ID = "0af7651916cd43dd8448eb211c80319c";

    private static final TextMapGetter<Map<String, String>> HEADERS = new TextMapGetter<>() {
        @Override
        @SuppressWarnings("deprecation") // abstract all the same
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public String get(Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key.toLowerCase(Locale.ROOT));
        }
    };

    private final Observability obs = Observability.builder()
            .withoutDiscovery()
            .set("obs.admin.enabled", "false")
            .build();
    private final TextMapPropagator propagator = obs.pipeline().propagator();

    @AfterEach
    void close() {
        obs.close();
    }

    private Context extract(Map<String, String> headers) {
        Map<String, String> carrier = new HashMap<>();
        headers.forEach((name, value) -> carrier.put(name.toLowerCase(Locale.ROOT), value));
        return propagator.extract(Context.root(), carrier, HEADERS);
    }

    private static String traceId(Context context) {
        return LocalIds.unrecorded(context, TraceFlags.getDefault())
                .getSpanContext()
                .getTraceId();
    }

    @ParameterizedTest
    @CsvSource({
        "0af7651916cd43dd8448eb211c80319c,0af7651916cd43dd8448eb211c80319c",
        "0AF7651916CD43DD8448EB211C80319C,0af7651916cd43dd8448eb211c80319c",
        "0af76519-16cd-43dd-8448-eb211c80319c,0af7651916cd43dd8448eb211c80319c"
    })
    void id_ofHexDigitsOrUuid_isAdopted(String offered, String adopted) {
        Context context = extract(Map.of("X-Trace-ID", offered));

        assertThat(AdoptedTrace.of(context)).isEqualTo(adopted);
        assertThat(traceId(context)).isEqualTo(adopted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a1b2c3d4e5f6g7h8",
                "00000000000000000000000000000000",
                "00000000-0000-0000-0000-000000000000",
                "0af7651916cd43dd8448eb211c80319",
                "0af7651916cd43dd8448eb211c80319cc",
                "0af7651916cd43dd8448eb211c80319g",
                "0af76519-16cd43dd8448-eb21-1c80319-c",
                "----0af7651916cd43dd8448eb211c80319c",
                " 0af7651916cd43dd8448eb211c80319c",
                "\u0660af7651916cd43dd8448eb211c80319c",
                "0af7651916cd43dd\r\n448eb211c80319"
            })
    void id_ofAnyOtherForm_isIgnored(String offered) {
        Context context = extract(Map.of("X-Trace-ID", offered));

        assertThat(AdoptedTrace.of(context)).isNull();
        assertThat(traceId(context)).hasSize(32).isNotEqualTo(offered);
    }

    @Test
    void id_besideAnotherContext_isIgnored() {
        String other = "11111111111111111111111111111111";
        Context context = extract(Map.of("X-Trace-ID", ID, "traceparent", "00-" + other + "-2222222222222222-01"));

        assertThat(AdoptedTrace.of(context)).isNull();
        assertThat(traceId(context)).isEqualTo(other);
    }

    @Test
    void id_besideAMalformedContext_isAdopted() {
        Context context = extract(Map.of("X-Trace-ID", ID, "traceparent", "00-garbage"));

        assertThat(traceId(context)).isEqualTo(ID);
    }

    @Test
    void baggage_isCarried() {
        Context context = extract(Map.of("baggage", "tenant=acme"));
        assertThat(Baggage.fromContext(context).getEntryValue("tenant")).isEqualTo("acme");

        Map<String, String> sent = new TreeMap<>();
        Span span = Span.wrap(SpanContext.create(
                ID, "2222222222222222", TraceFlags.getSampled(), io.opentelemetry.api.trace.TraceState.getDefault()));
        obs.openTelemetry().getPropagators().getTextMapPropagator().inject(context.with(span), sent, Map::put);
        assertThat(sent)
                .containsEntry("baggage", "tenant=acme")
                .containsEntry("traceparent", "00-" + ID + "-2222222222222222-01")
                .doesNotContainKey("X-Trace-ID");
    }

    @Test
    void hostileHeaders_giveAFreshContext() {
        Context context = extract(Map.of(
                "baggage", "a=b,".repeat(15_000),
                "traceparent", "00-".repeat(20_000),
                "tracestate", "=,".repeat(30_000),
                "X-Trace-ID", "a".repeat(60_000)));

        assertThat(Span.fromContext(context).getSpanContext().isValid()).isFalse();
        assertThat(AdoptedTrace.of(context)).isNull();
    }

    @Test
    void noCarrier_givesTheContextAsItWas() {
        assertThat(propagator.extract(Context.root(), null, HEADERS)).isSameAs(Context.root());
    }
}
