package io.obs.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.obs.Observability;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropagationTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    @ParameterizedTest
    @CsvSource({
        "tracecontext, traceparent, 00-" + TRACE + "-" + SPAN + "-01",
        "b3, b3, " + TRACE + "-" + SPAN + "-1",
        "jaeger, uber-trace-id, " + TRACE + ":" + SPAN + ":0:1",
    })
    void context_isContinuedAndHandedOn(String propagator, String header, String value) {
        try (Observability obs =
                Tracing.builder().set("otel.propagators", propagator).build()) {
            Work work = start(obs, Map.of(header, value));
            SpanContext span = work.span().getSpanContext();
            assertThat(span.getTraceId()).isEqualTo(TRACE);
            assertThat(span.isSampled()).isTrue();

            Map<String, String> outgoing = new HashMap<>();
            obs.pipeline().propagator().inject(work.context(), outgoing, Map::put);
            assertThat(outgoing).containsOnlyKeys(header);
            assertThat(outgoing.get(header)).contains(TRACE, span.getSpanId()).doesNotContain(SPAN);
        }
    }

    @Test
    void b3multi_isContinued() {
        try (Observability obs =
                Tracing.builder().set("otel.propagators", "b3multi").build()) {
            Work work = start(obs, Map.of("X-B3-TraceId", TRACE, "X-B3-SpanId", SPAN, "X-B3-Sampled", "1"));
            assertThat(work.span().getSpanContext().getTraceId()).isEqualTo(TRACE);
        }
    }

    @Test
    void traceState_isHandedOn() {
        try (Observability obs = Tracing.builder().build()) {
            Work work = start(
                    obs, Map.of("traceparent", "00-" + TRACE + "-" + SPAN + "-00", "tracestate", "vendor=7,other=x"));
            Map<String, String> outgoing = new HashMap<>();
            obs.pipeline().propagator().inject(work.context(), outgoing, Map::put);
            assertThat(outgoing.get("tracestate")).isEqualTo("vendor=7,other=x");
            assertThat(outgoing.get("traceparent")).startsWith("00-" + TRACE).endsWith("-00");
        }
    }

    @Test
    void xTraceId_isAdoptedWhereNothingElseCame() {
        try (Observability obs = Tracing.builder().build()) {
            assertThat(traceOf(obs, Map.of("X-Trace-ID", "0AF76519-16cd-43dd-8448-eb211c80319c")))
                    .isEqualTo(TRACE);
            assertThat(traceOf(
                            obs,
                            Map.of("X-Trace-ID", "1".repeat(32), "traceparent", "00-" + TRACE + "-" + SPAN + "-01")))
                    .isEqualTo(TRACE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-" + TRACE + "-" + SPAN,
                "00-" + TRACE + "-" + SPAN + "-0",
                "00-" + TRACE + "-" + SPAN + "-zz",
                "ff-" + TRACE + "-" + SPAN + "-01",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-01-extra",
                "\u0000\u0001",
                "",
            })
    void malformedTraceparent_isNotContinued(String traceparent) {
        try (Observability obs = Tracing.builder().build()) {
            assertThat(traceOf(obs, Map.of("traceparent", traceparent)))
                    .matches("[0-9a-f]{32}")
                    .isNotEqualTo(TRACE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"traceparent", "tracestate", "baggage", "X-Trace-ID", "b3", "uber-trace-id", "X-B3-TraceId"})
    void hugeAndHostileHeaders_doNoHarm(String header) {
        String[] hostile = {
            "k=v,".repeat(15_000),
            "=".repeat(60_000),
            ",".repeat(60_000),
            "%".repeat(60_000),
            "\ud800;\u0000=\r\n",
            "-",
        };
        try (Observability obs = Tracing.builder()
                .set("otel.propagators", "tracecontext,baggage,b3,b3multi,jaeger")
                .build()) {
            for (String value : hostile) {
                Map<String, String> headers = new HashMap<>(Map.of(header, value));
                if (header.equals("tracestate")) {
                    headers.put("traceparent", "00-" + TRACE + "-" + SPAN + "-01");
                }
                assertThatCode(() -> {
                            Work work = start(obs, headers);
                            assertThat(work.span().getSpanContext().isValid()).isTrue();
                            Map<String, String> outgoing = new HashMap<>();
                            obs.pipeline().propagator().inject(work.context(), outgoing, Map::put);
                            assertThat(outgoing.values())
                                    .allSatisfy(sent -> assertThat(sent)
                                            .hasSizeLessThan(10_000)
                                            .doesNotContain("\r", "\n", "\u0000"));
                            work.succeed();
                        })
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void propagatorThatChokes_takesNothingFromTheOthers() {
        try (Observability obs =
                Tracing.builder().set("otel.propagators", "tracecontext,jaeger").build()) {
            assertThat(traceOf(obs, Map.of("uber-trace-id", "%%", "traceparent", "00-" + TRACE + "-" + SPAN + "-01")))
                    .isEqualTo(TRACE);
        }
    }

    private static String traceOf(Observability obs, Map<String, String> headers) {
        return start(obs, headers).span().getSpanContext().getTraceId();
    }

    private static Work start(Observability obs, Map<String, String> headers) {
        TextMapPropagator propagator = obs.pipeline().propagator();
        return Work.start(obs, propagator.extract(Context.root(), headers, new MapGetter()), "work");
    }
}
