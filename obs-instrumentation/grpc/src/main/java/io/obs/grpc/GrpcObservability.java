package io.obs.grpc;

import static java.util.Objects.requireNonNull;

import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.grpc.ServerBuilder;
import io.grpc.ServerInterceptor;
import io.grpc.ServerStreamTracer;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.obs.Observability;
import io.obs.rpc.RpcClientHandler;
import io.obs.rpc.RpcCode;
import io.obs.rpc.RpcServerHandler;
import org.jspecify.annotations.Nullable;

/**
 * Observes gRPC: each call of a wrapped server is measured as an HTTP request to {@code /package.Service/Method}, leaves an
 * access line and a server span; each call of an intercepted client is a client span, and carries trace context, baggage
 * and request id to the other side.
 *
 * <p>A call lasts until it is closed or cancelled, also a streaming one; retries are part of the one call. The service's
 * callbacks run in the call's context, the client's in the context of who started the call. Messages, statuses and
 * exceptions are passed on as they are.
 *
 * <p>Thread-safe. Once obs is closed, calls pass as if nobody looked.
 *
 * <pre>{@code
 * GrpcObservability grpc = GrpcObservability.create(obs);
 * Server server = grpc.wrap(ServerBuilder.forPort(50051).addService(new JobService())).build();
 * Channel channel = ClientInterceptors.intercept(others, grpc.clientInterceptor());
 * }</pre>
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/rpc/grpc/">OpenTelemetry gRPC spans</a>
 */
public final class GrpcObservability {

    private final Observability obs;
    private final ClientInterceptor client;
    private @Nullable RpcServerHandler server;

    private GrpcObservability(Observability obs) {
        this.obs = obs;
        this.client = new ClientCalls(RpcClientHandler.create(obs));
    }

    public static GrpcObservability create(Observability obs) {
        return new GrpcObservability(requireNonNull(obs, "obs"));
    }

    /**
     * A builder whose server is observed: outside of all other interceptors, with the series of all its services at zero
     * before the first call, and calls of methods that it doesn't have counted as {@code UNMATCHED}. Wrap last, then build.
     */
    public ServerBuilder<?> wrap(ServerBuilder<?> builder) {
        return new ObservedServerBuilder(this, requireNonNull(builder, "builder"));
    }

    /** For servers that are not {@linkplain #wrap wrapped}: add it last, then it is outside of the other interceptors. */
    public ServerInterceptor serverInterceptor() {
        return new ServerCalls(server());
    }

    /** For channels and stubs: give it last, then it is outside of the other interceptors. */
    public ClientInterceptor clientInterceptor() {
        return client;
    }

    /**
     * Lets a service's series exist at zero before its first call: those of the HTTP statuses 200, 500 and 503 and of the
     * codes given. Not needed for the services of a wrapped server, but for further codes.
     *
     * @param codes what its methods end with beside OK, INTERNAL and UNAVAILABLE
     */
    public GrpcObservability declare(ServiceDescriptor service, Status.Code... codes) {
        RpcCode[] known = new RpcCode[codes.length];
        for (int i = 0; i < codes.length; i++) {
            known[i] = RpcCode.of(codes[i].value());
        }
        for (MethodDescriptor<?, ?> method : service.getMethods()) {
            server().declare(method.getFullMethodName(), ServerCalls.isStreaming(method), known);
        }
        return this;
    }

    ServerStreamTracer.Factory unmatchedCalls() {
        return new UnmatchedCalls(server());
    }

    /** Made when it is first needed: a mere client has no HTTP families. */
    private synchronized RpcServerHandler server() {
        RpcServerHandler made = server;
        if (made == null) {
            made = RpcServerHandler.create(obs);
            server = made;
        }
        return made;
    }
}
