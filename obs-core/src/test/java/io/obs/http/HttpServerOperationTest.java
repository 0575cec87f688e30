package io.obs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obs.Observability;
import io.obs.pipeline.Operation;
import io.obs.pipeline.OperationListener;
import io.obs.pipeline.Signal;
import io.obs.spi.Room;
import io.obs.spi.Wiring;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class HttpServerOperationTest {

    private static final class Ended implements Room, OperationListener {
        final List<HttpServerOperation> operations = new CopyOnWriteArrayList<>();

        @Override
        public String name() {
            return "ended";
        }

        @Override
        public void install(Wiring wiring) {
            wiring.listen(Signal.LOG, this);
        }

        @Override
        public void onEnd(Operation operation) {
            operations.add((HttpServerOperation) operation);
        }
    }

    private record Get(String path, String headerName, String value) implements HttpRequest {
        @Override
        public String method() {
            return "GET";
        }

        @Override
        public @Nullable String header(String name) {
            return name.equalsIgnoreCase(headerName) ? value : null;
        }
    }

    private final Ended ended = new Ended();
    private final Observability obs = Observability.builder()
            .withoutDiscovery()
            .set("obs.admin.enabled", "false")
            .install(ended)
            .build();
    private final HttpServerHandler handler = HttpServerHandler.create(obs);

    @AfterEach
    void close() {
        obs.close();
    }

    private HttpServerOperation start() {
        return handler.start(new Get("/a", "X-Request-ID", "r-1"), handler.declare("GET", "/a"));
    }

    @Test
    void ends_thatRaceAreOneEnd() throws Exception {
        int rounds = 500;
        for (int i = 0; i < rounds; i++) {
            HttpServerOperation operation = start();
            CyclicBarrier together = new CyclicBarrier(2);
            Thread abort = new Thread(() -> {
                await(together);
                operation.aborted(new IOException("gone"));
            });
            abort.start();
            await(together);
            operation.end(200);
            abort.join();
        }
        assertThat(ended.operations).hasSize(rounds).allSatisfy(operation -> {
            boolean aborted = operation.lineMessage().endsWith("499");
            assertThat(operation.outcome().errorType()).isEqualTo(aborted ? "aborted" : null);
        });
    }

    @Test
    void outcome_isThatOfTheStatus() {
        for (int status : new int[] {200, 302, 404, 408, 500, 502, 504, 0, 999}) {
            start().end(status);
        }
        assertThat(ended.operations)
                .extracting(operation -> operation.outcome().errorType())
                .containsExactly(
                        null,
                        null,
                        "client_error",
                        "timeout",
                        "server_error",
                        "dependency",
                        "timeout",
                        "server_error",
                        "server_error");
    }

    @Test
    void hint_saysWhyA5xx() {
        HttpServerOperation operation = start();
        io.obs.context.RequestContext.from(operation.context()).failureHint("circuit_open");
        operation.end(503);
        assertThat(operation.outcome().errorType()).isEqualTo("circuit_open");
    }

    @Test
    void error_afterTheHeadIsAnErrorLineAllTheSame() {
        HttpServerOperation operation = start();
        operation.thrown(new IllegalStateException("late"));
        operation.end(200);
        assertThat(operation.lineLevel()).isEqualTo(Level.ERROR);
        assertThat(operation.outcome().errorType()).isEqualTo("exception");
    }

    @Test
    @SuppressWarnings("try") // the scope is only held
    void spanOfAnotherInstrumentation_isTheParent() {
        Context agents = Context.root()
                .with(io.obs.pipeline.LocalIds.unrecorded(
                        Context.root(), io.opentelemetry.api.trace.TraceFlags.getSampled()));
        String trace = Span.fromContext(agents).getSpanContext().getTraceId();
        String other = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        try (Scope scope = agents.makeCurrent()) {
            HttpServerOperation operation = handler.start(new Get("/a", "traceparent", other), null);
            operation.end(200);
            assertThat(operation.traceId()).isEqualTo(trace);
        }
        HttpServerOperation alone = handler.start(new Get("/a", "traceparent", other), null);
        alone.end(200);
        assertThat(alone.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @Test
    void requestWithoutARoute_isUnmatchedOnItsLine() {
        HttpServerOperation operation = handler.start(new Get("/a", "none", ""), null);
        operation.end(404);
        assertThat(io.obs.context.RequestContext.from(operation.context()).endpoint())
                .isEqualTo("UNMATCHED");
    }

    @Test
    void declaredStatus_hasToBeOne() {
        assertThatThrownBy(() -> handler.declare("GET", "/a", 99))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("GET /a declares status 99, allowed: 100 to 599");
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
