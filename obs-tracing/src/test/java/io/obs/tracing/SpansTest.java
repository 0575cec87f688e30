package io.obs.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obs.Observability;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SpansTest {

    private static final Observability NO_SDK = Observability.builder()
            .withoutDiscovery()
            .set("obs.admin.enabled", "false")
            .build();

    private final Spans spans = Spans.of(NO_SDK);

    @Test
    void result_andExceptionsPassWithTheirOwnTypes() throws IOException {
        String text = spans.call("text", () -> "result");
        int number = spans.call("number", this::mayFail);
        spans.run("nothing", () -> {});
        assertThat(text).isEqualTo("result");
        assertThat(number).isEqualTo(7);
        String none = spans.call("none", () -> null);
        assertThat(none).isNull();

        IOException broken = new IOException("broken");
        assertThatThrownBy(() -> spans.run("failing", () -> {
                    throw broken;
                }))
                .isSameAs(broken);
        assertThatThrownBy(() -> spans.call("error", () -> {
                    throw new AssertionError("an Error");
                }))
                .isInstanceOf(AssertionError.class);
    }

    private int mayFail() throws IOException {
        return 7;
    }

    @Test
    void span_hasIdsWithoutAnSdk() {
        SpanContext outer = spans.call("outer", () -> {
            SpanContext here = Span.current().getSpanContext();
            SpanContext inner = spans.call("inner", () -> Span.current().getSpanContext());
            assertThat(here.isValid()).isTrue();
            assertThat(inner.getTraceId()).isEqualTo(here.getTraceId());
            assertThat(inner.getSpanId()).isNotEqualTo(here.getSpanId());
            return here;
        });
        assertThat(outer.isSampled()).isFalse();
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
    }
}
