package io.obs.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The receiver against OpenTelemetry's own exporters. */
class OtlpReceiverTest {

    enum Protocol {
        GRPC {
            @Override
            SpanExporter exporter(OtlpReceiver collector) {
                return OtlpGrpcSpanExporter.builder()
                        .setEndpoint(collector.grpcEndpoint())
                        .setTimeout(Duration.ofSeconds(2))
                        .setRetryPolicy(null)
                        .build();
            }
        },
        GRPC_GZIP {
            @Override
            SpanExporter exporter(OtlpReceiver collector) {
                return OtlpGrpcSpanExporter.builder()
                        .setEndpoint(collector.grpcEndpoint())
                        .setCompression("gzip")
                        .setRetryPolicy(null)
                        .build();
            }
        },
        HTTP {
            @Override
            SpanExporter exporter(OtlpReceiver collector) {
                return OtlpHttpSpanExporter.builder()
                        .setEndpoint(collector.httpEndpoint() + "/v1/traces")
                        .setTimeout(Duration.ofSeconds(2))
                        .setRetryPolicy(null)
                        .build();
            }
        },
        HTTP_GZIP {
            @Override
            SpanExporter exporter(OtlpReceiver collector) {
                return OtlpHttpSpanExporter.builder()
                        .setEndpoint(collector.httpEndpoint() + "/v1/traces")
                        .setCompression("gzip")
                        .setRetryPolicy(null)
                        .build();
            }
        };

        abstract SpanExporter exporter(OtlpReceiver collector);
    }

    private final OtlpReceiver collector = OtlpReceiver.start();

    @AfterEach
    void stop() {
        collector.close();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void span_isKeptWithAllItsParts(Protocol protocol) {
        try (SdkTracerProvider provider = provider(protocol)) {
            Tracer tracer = provider.get("test");
            Span parent =
                    tracer.spanBuilder("parent").setSpanKind(SpanKind.SERVER).startSpan();
            tracer.spanBuilder("child")
                    .setParent(io.opentelemetry.context.Context.root().with(parent))
                    .setAttribute("text", "käse")
                    .setAttribute("number", 7L)
                    .setAttribute(AttributeKey.booleanArrayKey("flags"), List.of(true, false))
                    .startSpan()
                    .addEvent("happened")
                    .setStatus(StatusCode.ERROR, "why")
                    .end();
            parent.end();
            provider.forceFlush().join(10, TimeUnit.SECONDS);
        }

        assertThat(collector.received()).isEqualTo(2);
        assertThat(collector.spans()).extracting(ReceivedSpan::name).containsExactlyInAnyOrder("child", "parent");
        ReceivedSpan child = named("child");
        ReceivedSpan parent = named("parent");
        assertThat(parent.kind()).isEqualTo("SERVER");
        assertThat(parent.isRoot()).isTrue();
        assertThat(child.parentSpanId()).isEqualTo(parent.spanId());
        assertThat(collector.trace(parent.traceId())).hasSize(2);
        assertThat(child.attributes())
                .containsEntry("text", "käse")
                .containsEntry("number", 7L)
                .containsEntry("flags", List.of(true, false));
        assertThat(child.events()).extracting(ReceivedSpan.SpanEvent::name).containsExactly("happened");
        assertThat(child.failed()).isTrue();
        assertThat(child.statusMessage()).isEqualTo("why");
        assertThat(child.service()).startsWith("unknown_service");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void faults_areSeenByTheExporter(Protocol protocol) {
        collector.reply(Reply.status(400));
        exportOne(protocol);
        collector.reply(Reply.RESET);
        exportOne(protocol);
        assertThat(collector.received()).isZero();
        assertThat(collector.requests()).isGreaterThanOrEqualTo(2);

        collector.reply(spans -> Reply.partial(spans));
        exportOne(protocol);
        assertThat(collector.received()).isOne();
    }

    @Test
    void start_onATakenPort_saysSo() {
        int taken = URI.create(collector.httpEndpoint()).getPort();
        assertThatThrownBy(() -> OtlpReceiver.start(0, taken)).isInstanceOf(UncheckedIOException.class);
    }

    private ReceivedSpan named(String name) {
        return collector.spans().stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void exportOne(Protocol protocol) {
        try (SdkTracerProvider provider = provider(protocol)) {
            provider.get("test").spanBuilder("one").startSpan().end();
            provider.forceFlush().join(10, TimeUnit.SECONDS);
        }
    }

    private SdkTracerProvider provider(Protocol protocol) {
        return SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(protocol.exporter(collector)))
                .build();
    }
}
