package io.obs.benchmarks;

import io.obs.Observability;
import io.obs.http.HttpRoute;
import io.obs.http.HttpServerHandler;
import io.obs.http.HttpServerOperation;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SpanProcessor;

/** A request observed by obs. */
@SuppressWarnings("try") // a scope is opened to be closed
final class ObsRequest implements AutoCloseable {

    private final Observability obs;
    private final HttpServerHandler handler;
    private final HttpRoute route;

    ObsRequest() {
        obs = Observability.builder()
                .service("bench")
                .set("obs.admin.enabled", "false")
                .set("otel.propagators", "tracecontext")
                .use(SpanProcessor.class, new DroppingProcessor())
                .build();
        NullLog.ofObs("obs.access");
        handler = HttpServerHandler.create(obs);
        route = handler.declare("POST", Incoming.TEMPLATE, 202);
    }

    int handle(Incoming request) {
        HttpServerOperation operation = handler.start(request, route);
        int status = 202;
        try (Scope scope = operation.makeCurrent()) {
            return status;
        } finally {
            operation.end(status);
        }
    }

    @Override
    public void close() {
        obs.close();
    }
}
