package io.obs.benchmarks;

import ch.qos.logback.classic.Logger;
import io.obs.context.RequestContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.TimeUnit;
import net.logstash.logback.encoder.LogstashEncoder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;

/** One event with two arguments, four ids of its context and six key-values, as a line of JSON to nowhere. */
@State(org.openjdk.jmh.annotations.Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JsonLineBenchmark {

    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN_ID = "00f067aa0ba902b7";
    private static final String REQUEST_ID = "req-5f1d3a0c9b7e42d6a8c4e0f1";
    private static final String USER_ID = "user-4711";
    private static final int FRAMES = 30;

    private final Logger logstash = NullLog.with("bench.logstash", new LogstashEncoder());
    private final Logger obs = NullLog.ofObs("bench.obs");
    private final RuntimeException failure = deep(FRAMES);

    private static RuntimeException deep(int frames) {
        if (frames > 15) {
            return deep(frames - 1);
        }
        try {
            throw cause(frames);
        } catch (IllegalStateException e) {
            return new IllegalArgumentException("job 4711 can't be processed", e);
        }
    }

    private static IllegalStateException cause(int frames) {
        return frames == 0 ? new IllegalStateException("connection reset by peer") : cause(frames - 1);
    }

    /** Where the peers find the ids. */
    @State(org.openjdk.jmh.annotations.Scope.Thread)
    public static class InMdc {

        @Setup
        public void put() {
            MDC.put("trace_id", TRACE_ID);
            MDC.put("span_id", SPAN_ID);
            MDC.put("request_id", REQUEST_ID);
            MDC.put("user_id", USER_ID);
        }

        @TearDown
        public void clear() {
            MDC.clear();
        }
    }

    /** Where obs finds them. */
    @State(org.openjdk.jmh.annotations.Scope.Thread)
    public static class InContext {

        private Scope scope = Scope.noop();

        @Setup
        @SuppressWarnings("MustBeClosedChecker") // closed below
        public void open() {
            scope = Context.root()
                    .with(Span.wrap(
                            SpanContext.create(TRACE_ID, SPAN_ID, TraceFlags.getSampled(), TraceState.getDefault())))
                    .with(RequestContext.of(REQUEST_ID).userId(USER_ID))
                    .makeCurrent();
        }

        @TearDown
        public void close() {
            scope.close();
        }
    }

    private static void log(LoggingEventBuilder event) {
        event.addKeyValue("job_id", "job-4711")
                .addKeyValue("queue", "captions")
                .addKeyValue("attempt", 2)
                .addKeyValue("size_bytes", 1_048_576L)
                .addKeyValue("ratio", 0.75)
                .addKeyValue("cached", true)
                .log("job {} processed in {} ms", "job-4711", 118);
    }

    @Benchmark
    public void logstash(InMdc ids) {
        log(logstash.atInfo());
    }

    @Benchmark
    public void obs(InContext ids) {
        log(obs.atInfo());
    }

    @Benchmark
    public void logstashException(InMdc ids) {
        log(logstash.atError().setCause(failure));
    }

    @Benchmark
    public void obsException(InContext ids) {
        log(obs.atError().setCause(failure));
    }
}
