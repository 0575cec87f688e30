package io.obs.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.obs.collector.ReceivedSpan;
import io.obs.context.RequestContext;
import io.obs.testkit.TestTelemetry;
import io.obs.testkit.rpc.RpcKind;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What only gRPC has: its transports, stubs, retries, interceptors beside ours. */
@SuppressWarnings("try") // scopes are only held
class GrpcObservabilityIT {

    private static final MethodDescriptor<String, String> SAY =
            ContractService.descriptor("test.Echo/Say", RpcKind.UNARY);
    private static final Metadata.Key<String> TIMEOUT =
            Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER);

    private static String say(ManagedChannel channel, String what) {
        return ClientCalls.blockingUnaryCall(channel, SAY, CallOptions.DEFAULT, what);
    }

    private static void echo(String request, StreamObserver<String> answer) {
        answer.onNext(request);
        answer.onCompleted();
    }

    @Test
    void deadlineOfTheServer_isATimeout() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                Pair pair = Pair.netty(telemetry.obs(), (request, answer) -> {})) {
            ClientCall<String, String> call = pair.channel().newCall(SAY, CallOptions.DEFAULT);
            Metadata headers = new Metadata();
            headers.put(TIMEOUT, "100m"); // the server's clock alone
            call.start(new ClientCall.Listener<>() {}, headers);
            call.sendMessage("x");
            call.halfClose();
            telemetry.eventually(() -> assertThat(telemetry
                            .scrape()
                            .value("http_requests_total", "endpoint", "/test.Echo/Say", "status", "504"))
                    .hasValue(1));
            assertThat(telemetry.scrape().value("http_errors_total", "status", "504", "error_type", "timeout"))
                    .hasValue(1);
        }
    }

    @Test
    void callThatNeverStarts_leavesNothing() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                Pair pair = Pair.netty(telemetry.obs(), GrpcObservabilityIT::echo)) {
            pair.channel().newCall(SAY, CallOptions.DEFAULT);
            pair.channel().newCall(SAY, CallOptions.DEFAULT).cancel("no", null);
            assertThat(say(pair.channel(), "hello")).isEqualTo("hello");
            telemetry.eventually(() -> assertThat(telemetry.spans()).hasSize(2));
        }
    }

    @Test
    void callStartedAfterItsCancellation_isRefusedAsEver() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                Pair pair = Pair.netty(telemetry.obs(), GrpcObservabilityIT::echo)) {
            say(pair.channel(), "connected"); // a call of a channel that isn't is closed instead
            ClientCall<String, String> call = pair.channel().newCall(SAY, CallOptions.DEFAULT);
            call.cancel("no", null);
            assertThatThrownBy(() -> call.start(new ClientCall.Listener<>() {}, new Metadata()))
                    .isInstanceOf(IllegalStateException.class);
            telemetry.eventually(() -> assertThat(telemetry.spans())
                    .filteredOn(span -> span.status().equals("ERROR"))
                    .singleElement()
                    .satisfies(span -> assertThat(span.attributes())
                            .containsEntry("error.type", "java.lang.IllegalStateException")
                            .doesNotContainKey("rpc.response.status_code")));
        }
    }

    @Test
    void retries_areOneCallOfTheClient() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Map<String, ?> retry = Map.of(
                "methodConfig",
                List.of(Map.of(
                        "name",
                        List.of(Map.of()),
                        "retryPolicy",
                        Map.of(
                                "maxAttempts",
                                3.0,
                                "initialBackoff",
                                "0.01s",
                                "maxBackoff",
                                "0.01s",
                                "backoffMultiplier",
                                1.0,
                                "retryableStatusCodes",
                                List.of("UNAVAILABLE")))));
        try (TestTelemetry telemetry = TestTelemetry.start();
                Pair pair = Pair.netty(telemetry.obs(), retry, (request, answer) -> {
                    if (calls.incrementAndGet() < 3) {
                        answer.onError(Status.UNAVAILABLE.asRuntimeException());
                    } else {
                        echo(request, answer);
                    }
                })) {
            RequestContext request = RequestContext.of("mine");
            try (Scope scope = Context.root().with(request).makeCurrent()) {
                assertThat(say(pair.channel(), "hello")).isEqualTo("hello");
            }
            assertThat(request.failureHint()).isNull();
            telemetry.eventually(() -> assertThat(telemetry.spans()).hasSize(4));
            ReceivedSpan client = telemetry.spans().stream()
                    .filter(span -> span.kind().equals("CLIENT"))
                    .findFirst()
                    .orElseThrow();
            assertThat(client.status()).isEqualTo("UNSET");
            assertThat(telemetry.spans())
                    .filteredOn(span -> span.kind().equals("SERVER"))
                    .hasSize(3)
                    .allSatisfy(span -> assertThat(span.parentSpanId()).isEqualTo(client.spanId()));
            assertThat(telemetry.scrape().value("http_requests_total", "endpoint", "/test.Echo/Say", "status", "503"))
                    .hasValue(2);
        }
    }

    @Test
    void interceptorThatRefuses_isInsideOfOurs() throws Exception {
        ServerInterceptor refuses = new ServerInterceptor() {
            @Override
            public <Q, R> ServerCall.Listener<Q> interceptCall(
                    ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
                call.close(Status.UNAUTHENTICATED, new Metadata());
                return new ServerCall.Listener<>() {};
            }
        };
        try (TestTelemetry telemetry = TestTelemetry.start();
                Pair pair = Pair.netty(
                        telemetry.obs(), Map.of(), GrpcObservabilityIT::echo, server -> server.intercept(refuses))) {
            assertThatThrownBy(() -> say(pair.channel(), "hello")).isInstanceOf(StatusRuntimeException.class);
            telemetry.eventually(() -> assertThat(telemetry
                            .scrape()
                            .value("http_requests_total", "endpoint", "/test.Echo/Say", "status", "401"))
                    .hasValue(1));
        }
    }

    @Test
    void interceptorsGivenTwice_countOnce() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                Pair pair = Pair.netty(
                        telemetry.obs(),
                        Map.of(),
                        GrpcObservabilityIT::echo,
                        server -> server.intercept(
                                GrpcObservability.create(telemetry.obs()).serverInterceptor()))) {
            assertThat(ClientCalls.blockingUnaryCall(
                            io.grpc.ClientInterceptors.intercept(
                                    pair.channel(),
                                    GrpcObservability.create(telemetry.obs()).clientInterceptor()),
                            SAY,
                            CallOptions.DEFAULT,
                            "hello"))
                    .isEqualTo("hello");
            telemetry.eventually(() -> assertThat(telemetry.lines("obs.access")).hasSize(1));
            telemetry.eventually(() -> assertThat(telemetry.spans()).hasSize(2));
        }
    }

    @Test
    void callInsideTheProcess_isTheSame() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                Pair pair = Pair.inProcess(telemetry.obs(), GrpcObservabilityIT::echo)) {
            assertThat(say(pair.channel(), "hello")).isEqualTo("hello");
            telemetry.eventually(() -> assertThat(telemetry.spans()).hasSize(2));
            ReceivedSpan client = telemetry.spans().stream()
                    .filter(ReceivedSpan::isRoot)
                    .findFirst()
                    .orElseThrow();
            assertThat(client.kind()).isEqualTo("CLIENT");
            assertThat(telemetry.spans())
                    .filteredOn(span -> span.kind().equals("SERVER"))
                    .singleElement()
                    .satisfies(span -> {
                        assertThat(span.parentSpanId()).isEqualTo(client.spanId());
                        assertThat(span.attributes()).doesNotContainKey("client.address");
                    });
            assertThatThrownBy(() -> ClientCalls.blockingUnaryCall(
                            pair.channel(),
                            ContractService.descriptor("test.Echo/Shout", RpcKind.UNARY),
                            CallOptions.DEFAULT,
                            "hello"))
                    .hasMessageContaining("UNIMPLEMENTED");
            telemetry.eventually(() -> assertThat(
                            telemetry.scrape().value("http_requests_total", "endpoint", "UNMATCHED", "status", "501"))
                    .hasValue(1));
        }
    }

    @Test
    void baggageThatWouldBreakTheCall_staysHere() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                Pair pair = Pair.netty(telemetry.obs(), (request, answer) -> {
                    answer.onNext(String.valueOf(Baggage.current().getEntryValue("big") != null
                            || Baggage.current().getEntryValue("small") != null));
                    answer.onCompleted();
                })) {
            for (int size : new int[] {10, 8_000, 60_000}) {
                Baggage baggage = Baggage.builder()
                        .put(size == 10 ? "small" : "big", "x".repeat(size))
                        .build();
                try (Scope scope = Context.root().with(baggage).makeCurrent()) {
                    assertThat(say(pair.channel(), "is it there?"))
                            .as("baggage of %s", size)
                            .isEqualTo(String.valueOf(size == 10));
                }
            }
        }
    }

    @Test
    void observersOfStubs_runInTheContextOfTheCaller() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                Pair pair = Pair.netty(telemetry.obs(), GrpcObservabilityIT::echo)) {
            List<String> ids = new ArrayList<>();
            CompletableFuture<Void> done = new CompletableFuture<>();
            try (Scope scope = Context.root().with(RequestContext.of("mine")).makeCurrent()) {
                ClientCalls.asyncUnaryCall(
                        pair.channel().newCall(SAY, CallOptions.DEFAULT), "hello", new StreamObserver<String>() {
                            @Override
                            public void onNext(String value) {
                                ids.add(RequestContext.current().requestId());
                            }

                            @Override
                            public void onError(Throwable error) {
                                done.completeExceptionally(error);
                            }

                            @Override
                            public void onCompleted() {
                                ids.add(RequestContext.current().requestId());
                                done.complete(null);
                            }
                        });
            }
            done.get(20, TimeUnit.SECONDS);
            assertThat(ids).containsExactly("mine", "mine");
        }
    }

    @Test
    void listenerOfTheClientThatThrows_isACancelledCall() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                Pair pair = Pair.netty(telemetry.obs(), GrpcObservabilityIT::echo)) {
            CompletableFuture<Status> closed = new CompletableFuture<>();
            ClientCall<String, String> call = pair.channel().newCall(SAY, CallOptions.DEFAULT);
            IllegalStateException mine = new IllegalStateException("the listener's own");
            call.start(
                    new ClientCall.Listener<>() {
                        @Override
                        public void onMessage(String message) {
                            throw mine;
                        }

                        @Override
                        public void onClose(Status status, Metadata trailers) {
                            closed.complete(status);
                        }
                    },
                    new Metadata());
            call.request(2);
            call.sendMessage("hello");
            call.halfClose();
            assertThat(closed.get(20, TimeUnit.SECONDS).getCause()).isSameAs(mine);
            telemetry.eventually(() -> assertThat(telemetry.spans())
                    .filteredOn(span -> span.kind().equals("CLIENT"))
                    .singleElement()
                    .satisfies(span -> assertThat(span.attributes()).containsEntry("error.type", "CANCELLED")));
        }
    }

    @Test
    void declaredCodes_areThereBeforeTheFirstCall() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                Pair pair = Pair.netty(telemetry.obs(), GrpcObservabilityIT::echo)) {
            GrpcObservability.create(telemetry.obs())
                    .declare(pair.server().getServices().get(0).getServiceDescriptor(), Status.Code.NOT_FOUND);
            for (String status : new String[] {"200", "404", "500", "503"}) {
                assertThat(telemetry
                                .scrape()
                                .value("http_requests_total", "endpoint", "/test.Echo/Say", "status", status))
                        .as(status)
                        .hasValue(0);
            }
        }
    }

    @Test
    void nothing_isObservedWithoutObs() {
        assertThatThrownBy(() -> GrpcObservability.create(null)).hasMessage("obs");
    }
}
