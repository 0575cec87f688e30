package io.obs.benchmarks;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerServiceDefinition;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.obs.Observability;
import io.obs.grpc.GrpcObservability;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A unary gRPC call inside the process, in the caller's thread: bare, and with both sides observed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GrpcBenchmark {

    /** A pair of server and client. */
    private record Pair(Server server, ManagedChannel channel) {

        byte[] call() {
            return ClientCalls.blockingUnaryCall(channel, ECHO, CallOptions.DEFAULT, MESSAGE);
        }

        void close() {
            channel.shutdownNow();
            server.shutdownNow();
        }
    }

    private static final Marshaller<byte[]> BYTES = new Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    private static final MethodDescriptor<byte[], byte[]> ECHO = MethodDescriptor.newBuilder(BYTES, BYTES)
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("bench.Echo/Say")
            .build();
    private static final byte[] MESSAGE = new byte[100];

    private final Observability obs = Observability.builder()
            .service("bench")
            .set("obs.admin.enabled", "false")
            .set("otel.propagators", "tracecontext")
            .use(SpanProcessor.class, new DroppingProcessor())
            .build();
    private Pair bare = pair("bare", null);
    private Pair observed = bare;

    @Setup
    public void setUp() {
        NullLog.ofObs("obs.access");
        observed = pair("observed", GrpcObservability.create(obs));
    }

    private static Pair pair(String name, @Nullable GrpcObservability grpc) {
        ServerBuilder<?> server = InProcessServerBuilder.forName(name)
                .directExecutor()
                .addService(ServerServiceDefinition.builder("bench.Echo")
                        .addMethod(ECHO, ServerCalls.asyncUnaryCall((request, answer) -> {
                            answer.onNext(request);
                            answer.onCompleted();
                        }))
                        .build());
        InProcessChannelBuilder channel = InProcessChannelBuilder.forName(name).directExecutor();
        if (grpc != null) {
            server = grpc.wrap(server);
            channel.intercept(grpc.clientInterceptor());
        }
        try {
            return new Pair(server.build().start(), channel.build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TearDown
    public void tearDown() {
        bare.close();
        observed.close();
        obs.close();
    }

    @Benchmark
    public byte[] bare() {
        return bare.call();
    }

    @Benchmark
    public byte[] obs() {
        return observed.call();
    }
}
