package io.obs.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.obs.Observability;
import io.obs.collector.OtlpReceiver;
import io.obs.collector.ReceivedSpan;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Traces that the ratio drops, and that are kept because something failed or was slow. */
class KeepingIT {

    private final OtlpReceiver collector = OtlpReceiver.start();

    @AfterEach
    void stop() {
        collector.close();
    }

    @Test
    void errorsAndSlow_areKeptWholeTheRestIsNot() {
        try (Observability obs = Tracing.http(collector)
                .set("otel.traces.sampler", "parentbased_traceidratio")
                .set("otel.traces.sampler.arg", "0")
                .set("obs.tracing.keep", "errors,slow")
                .build()) {
            request(obs, "good", () -> {}).succeed();
            request(obs, "failing inside", () -> Span.current().setStatus(StatusCode.ERROR))
                    .succeed();
            request(obs, "failing", () -> {}).fail(new IllegalStateException("broken"));
            Work slow = request(obs, "slow", () -> {});
            slow.slow = true;
            slow.succeed();
            await().until(() -> collector.spans().size() >= 6);
            assertThat(Books.lost(obs)).isZero();
        }

        Map<String, Long> spansOfTrace = collector.spans().stream()
                .filter(ReceivedSpan::isRoot)
                .collect(Collectors.toMap(ReceivedSpan::name, root ->
                        (long) collector.trace(root.traceId()).size()));
        assertThat(spansOfTrace).isEqualTo(Map.of("failing inside", 2L, "failing", 2L, "slow", 2L));
        assertThat(collector.spans())
                .allSatisfy(span -> assertThat(span.flags() & 1).isOne());
    }

    @Test
    void callee_hearsThatItWasNotSampled() {
        try (Observability obs = Tracing.http(collector)
                .set("otel.traces.sampler", "always_off")
                .set("obs.tracing.keep", "errors")
                .build()) {
            Work work = Work.start(obs, Context.root(), "work");
            assertThat(work.span().isRecording()).isTrue();
            assertThat(work.span().getSpanContext().isSampled()).isFalse();
            work.slow = true;
            work.succeed();
            request(obs, "failing", () -> {}).fail(new IllegalStateException("broken"));
            await().until(() -> collector.spans().size() == 2);
        }
        assertThat(collector.spans()).extracting(ReceivedSpan::name).containsExactlyInAnyOrder("inside", "failing");
    }

    @Test
    void memory_isBounded() {
        try (Observability obs = Tracing.http(collector)
                .set("otel.traces.sampler", "always_off")
                .set("obs.tracing.keep", "errors")
                .set("obs.tracing.keep.traces", "16")
                .set("obs.tracing.keep.spans", "80")
                .build()) {
            Work[] open = new Work[200];
            for (int i = 0; i < open.length; i++) {
                open[i] = request(obs, "open", () -> {});
            }
            for (Work work : open) {
                work.fail(new IllegalStateException("broken"));
            }
            Work last = request(obs, "last", () -> {});
            last.fail(new IllegalStateException("broken"));
            await().until(() ->
                    collector.spans().stream().anyMatch(span -> span.name().equals("last")));
        }
        long kept = collector.spans().stream().filter(ReceivedSpan::isRoot).count();
        assertThat(kept).isBetween(2L, 17L);
    }

    /** A server's operation with a span inside, made by hand. */
    private static Work request(Observability obs, String name, Runnable inside) {
        Work work = Work.start(obs, Context.root(), name);
        Span span = obs.openTelemetry()
                .getTracer("service")
                .spanBuilder("inside")
                .setParent(work.context())
                .startSpan();
        Scope scope = span.makeCurrent();
        try {
            inside.run();
        } finally {
            scope.close();
            span.end();
        }
        return work;
    }
}
