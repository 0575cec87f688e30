package io.obs.benchmarks;

import io.obs.Observability;
import io.obs.pipeline.Operation;
import io.obs.pipeline.Outcome;
import io.obs.pipeline.Pipeline;
import io.obs.tracing.TracingRoom;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A server span with six attributes: through obs's pipeline and by hand, on the same SDK. Sampled ones are roots;
 * unsampled ones begin with the traceparent of a caller that wasn't sampled.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SpanBenchmark {

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    private static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<String> HOST = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

    private static final Incoming UNSAMPLED = Incoming.of(false);

    private final OpenTelemetrySdk sdk = Sdk.create();
    private final Tracer tracer = sdk.getTracer("benchmark");
    private final TextMapPropagator propagator = sdk.getPropagators().getTextMapPropagator();

    private final Observability obs = Observability.builder()
            .withoutDiscovery()
            .install(new TracingRoom())
            .use(SpanProcessor.class, new DroppingProcessor())
            .set("otel.propagators", "tracecontext")
            .set("obs.admin.enabled", "false")
            .build();
    private final Pipeline pipeline = obs.pipeline();

    @TearDown
    public void close() {
        obs.close();
        sdk.close();
    }

    @Benchmark
    public Context sdkSampled() {
        return byHand(Context.root());
    }

    @Benchmark
    public Context sdkUnsampled() {
        return byHand(propagator.extract(Context.root(), UNSAMPLED, Sdk.GETTER));
    }

    @Benchmark
    public Context obsSampled() {
        return throughObs(Context.root());
    }

    @Benchmark
    public Context obsUnsampled() {
        return throughObs(pipeline.propagator().extract(Context.root(), UNSAMPLED, Sdk.GETTER));
    }

    @Benchmark
    public Context extractionOnly() {
        return propagator.extract(Context.root(), UNSAMPLED, Sdk.GETTER);
    }

    private Context byHand(Context parent) {
        Span span = tracer.spanBuilder("POST /api/v1/jobs/{id}")
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(METHOD, "POST")
                .setAttribute(PATH, "/api/v1/jobs/job-abc123")
                .setAttribute(SCHEME, "http")
                .setAttribute(ROUTE, "/api/v1/jobs/{id}")
                .setAttribute(HOST, "127.0.0.1")
                .startSpan();
        Context context = parent.with(span);
        span.setAttribute(STATUS, 200);
        span.end();
        return context;
    }

    private Context throughObs(Context parent) {
        Served operation = pipeline.start(new Served(parent));
        operation.end();
        return operation.context();
    }

    private static final class Served extends Operation {

        Served(Context parent) {
            super(parent);
        }

        void end() {
            finish(Outcome.SUCCESS);
        }

        @Override
        public String spanName() {
            return "POST /api/v1/jobs/{id}";
        }

        @Override
        public SpanKind spanKind() {
            return SpanKind.SERVER;
        }

        @Override
        public void startAttributes(SpanBuilder to) {
            to.setAttribute(METHOD, "POST");
            to.setAttribute(PATH, "/api/v1/jobs/job-abc123");
            to.setAttribute(SCHEME, "http");
            to.setAttribute(ROUTE, "/api/v1/jobs/{id}");
            to.setAttribute(HOST, "127.0.0.1");
        }

        @Override
        public void endAttributes(Span to) {
            to.setAttribute(STATUS, 200);
        }
    }
}
