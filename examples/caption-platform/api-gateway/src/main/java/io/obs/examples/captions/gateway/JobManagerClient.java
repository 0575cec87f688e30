package io.obs.examples.captions.gateway;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.obs.Observability;
import io.obs.grpc.GrpcObservability;
import io.obs.resilience.ResilienceObservability;
import io.obs.tracing.Spans;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Asks the job manager, through a circuit breaker: when half of its last answers failed nobody asks it any more, and
 * after two seconds a few calls try again.
 */
final class JobManagerClient {

    private static final long SECONDS_TO_ANSWER = 5;
    private static final Set<Status.Code> CALLERS_FAULT =
            Set.of(Status.Code.NOT_FOUND, Status.Code.INVALID_ARGUMENT, Status.Code.RESOURCE_EXHAUSTED);
    private static final CircuitBreakerConfig BREAKER = CircuitBreakerConfig.custom()
            .slidingWindowSize(10)
            .minimumNumberOfCalls(5)
            .failureRateThreshold(50)
            .waitDurationInOpenState(Duration.ofSeconds(2))
            .permittedNumberOfCallsInHalfOpenState(3)
            .recordException(JobManagerClient::isItsFault)
            .build();

    private final Spans spans;
    private final Channel channel;
    private final CircuitBreaker breaker;

    JobManagerClient(Observability obs, Spans spans, ManagedChannel connection) {
        this.spans = spans;
        channel = ClientInterceptors.intercept(
                connection, GrpcObservability.create(obs).clientInterceptor());
        breaker = ResilienceObservability.create(obs).circuitBreaker("job-manager", BREAKER);
        // A call that is let through shall find out how things are now, not wait for the connection's next attempt.
        breaker.getEventPublisher().onStateTransition(transition -> connection.resetConnectBackoff());
    }

    /** @throws StatusRuntimeException if it refuses, fails, or can't be reached */
    <Q, A> A ask(MethodDescriptor<Q, A> method, Q question) {
        return breaker.executeSupplier(() -> spans.call(
                "grpc_call",
                () -> ClientCalls.blockingUnaryCall(
                        channel,
                        method,
                        CallOptions.DEFAULT.withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS),
                        question)));
    }

    private static boolean isItsFault(Throwable thrown) {
        return !(thrown instanceof StatusRuntimeException e
                && CALLERS_FAULT.contains(e.getStatus().getCode()));
    }
}
