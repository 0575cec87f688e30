package io.obs.benchmarks;

import ch.qos.logback.classic.Logger;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import net.logstash.logback.argument.StructuredArguments;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.MDC;

/** A request observed as a careful developer would by hand, with the usual libraries. */
@SuppressWarnings("try") // a scope is opened to be closed
final class HandWiredRequest {

    private final OpenTelemetry sdk = Sdk.create();
    private final Tracer tracer = sdk.getTracer("hand");
    private final MeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Logger log = NullLog.with("hand.access", new LogstashEncoder());
    private final boolean resolved;
    private final Counter counter = count();
    private final Timer timer = time();

    /** @param resolved whether the meters are looked up once instead of at each request */
    HandWiredRequest(boolean resolved) {
        this.resolved = resolved;
    }

    private Counter count() {
        return Counter.builder("http.requests")
                .tag("service", "bench")
                .tag("endpoint", Incoming.TEMPLATE)
                .tag("method", "POST")
                .tag("status", "202")
                .register(registry);
    }

    private Timer time() {
        return Timer.builder("http.request.duration")
                .tag("service", "bench")
                .tag("endpoint", Incoming.TEMPLATE)
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5))
                .register(registry);
    }

    int handle(Incoming request) {
        long start = System.nanoTime();
        Context parent = sdk.getPropagators().getTextMapPropagator().extract(Context.current(), request, Sdk.GETTER);
        Span span = tracer.spanBuilder("POST " + Incoming.TEMPLATE)
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", request.method())
                .setAttribute("url.path", request.path())
                .setAttribute("url.scheme", request.scheme())
                .setAttribute("http.route", Incoming.TEMPLATE)
                .setAttribute("server.address", request.host())
                .startSpan();
        int status = 202;
        try (Scope scope = parent.with(span).makeCurrent()) {
            MDC.put("trace_id", span.getSpanContext().getTraceId());
            MDC.put("span_id", span.getSpanContext().getSpanId());
            MDC.put("request_id", request.header("X-Request-ID"));
            MDC.put("endpoint", Incoming.TEMPLATE);
            long took = System.nanoTime() - start;
            (resolved ? counter : count()).increment();
            (resolved ? timer : time()).record(took, TimeUnit.NANOSECONDS);
            log.info(
                    "HTTP request",
                    StructuredArguments.kv("method", "POST"),
                    StructuredArguments.kv("status", status),
                    StructuredArguments.kv("duration_ms", took / 1e6));
        } finally {
            MDC.clear();
            span.setAttribute("http.response.status_code", status);
            span.end();
        }
        return status;
    }
}
