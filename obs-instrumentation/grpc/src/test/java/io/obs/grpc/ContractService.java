package io.obs.grpc;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.obs.rpc.RpcCode;
import io.obs.testkit.rpc.RpcBehaviour;
import io.obs.testkit.rpc.RpcContractApp;
import io.obs.testkit.rpc.RpcContractMethod;
import io.obs.testkit.rpc.RpcKind;
import io.obs.testkit.rpc.RpcReply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contract's methods as services of gRPC, on its plain API, so that every callback is seen. */
final class ContractService {

    private ContractService() {}

    static List<ServerServiceDefinition> of(RpcContractApp app) {
        Map<String, ServerServiceDefinition.Builder> services = new HashMap<>();
        for (RpcContractMethod method : app.methods()) {
            services.computeIfAbsent(method.service(), ServerServiceDefinition::builder)
                    .addMethod(descriptor(method.name(), method.kind()), handler(method));
        }
        return services.values().stream()
                .map(ServerServiceDefinition.Builder::build)
                .toList();
    }

    static MethodDescriptor<String, String> descriptor(String name, RpcKind kind) {
        return MethodDescriptor.newBuilder(TextMarshaller.INSTANCE, TextMarshaller.INSTANCE)
                .setFullMethodName(name)
                .setType(
                        switch (kind) {
                            case UNARY -> MethodType.UNARY;
                            case CLIENT_STREAMING -> MethodType.CLIENT_STREAMING;
                            case SERVER_STREAMING -> MethodType.SERVER_STREAMING;
                            case BIDIRECTIONAL -> MethodType.BIDI_STREAMING;
                        })
                .build();
    }

    private static ServerCallHandler<String, String> handler(RpcContractMethod method) {
        return (call, headers) -> {
            RpcBehaviour behaviour = method.behaviour().get();
            Reply reply = new Reply(call, headers);
            behaviour.started(reply);
            call.request(Integer.MAX_VALUE);
            return new ServerCall.Listener<>() {
                @Override
                public void onMessage(String message) {
                    behaviour.message(message, reply);
                }

                @Override
                public void onHalfClose() {
                    behaviour.halfClosed(reply);
                }

                @Override
                public void onCancel() {
                    behaviour.cancelled();
                }

                @Override
                public void onComplete() {
                    behaviour.completed();
                }
            };
        };
    }

    private static final class Reply implements RpcReply {

        private final ServerCall<String, String> call;
        private final Metadata headers;
        private boolean sent;

        Reply(ServerCall<String, String> call, Metadata headers) {
            this.call = call;
            this.headers = headers;
        }

        @Override
        public @Nullable String header(String name) {
            return headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
        }

        @Override
        public void send(String message) {
            if (!sent) {
                sent = true;
                call.sendHeaders(new Metadata());
            }
            call.sendMessage(message);
        }

        @Override
        public void end(RpcCode code, @Nullable Throwable cause) {
            call.close(Status.fromCodeValue(code.number()).withCause(cause), new Metadata());
        }
    }
}
