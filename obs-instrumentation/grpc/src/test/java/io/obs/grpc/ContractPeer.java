package io.obs.grpc;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.obs.rpc.RpcCode;
import io.obs.testkit.rpc.RpcAnswer;
import io.obs.testkit.rpc.RpcCall;
import io.obs.testkit.rpc.RpcKind;
import io.obs.testkit.rpc.RpcPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client of the contract's service on gRPC's plain API. */
final class ContractPeer implements RpcPeer {

    /** Bytes as they are, also those that no text may have. */
    private static final Metadata.AsciiMarshaller<String> ANY = new Metadata.AsciiMarshaller<>() {
        @Override
        public String toAsciiString(String value) {
            return value;
        }

        @Override
        public String parseAsciiString(String serialized) {
            return serialized;
        }
    };

    private final ManagedChannel channel;

    ContractPeer(ManagedChannel channel) {
        this.channel = channel;
    }

    @Override
    public RpcCall start(
            String method,
            RpcKind kind,
            Map<String, String> headers,
            @Nullable Duration deadline,
            Consumer<String> heard) {
        CallOptions options = deadline == null
                ? CallOptions.DEFAULT
                : CallOptions.DEFAULT.withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS);
        ClientCall<String, String> call = channel.newCall(ContractService.descriptor(method, kind), options);
        Metadata metadata = new Metadata();
        headers.forEach((name, value) -> metadata.put(Metadata.Key.of(name, ANY), value));
        Heard answer = new Heard(heard);
        call.start(answer, metadata);
        call.request(Integer.MAX_VALUE);
        return new RpcCall() {
            @Override
            public void send(String message) {
                call.sendMessage(message);
            }

            @Override
            public void halfClose() {
                call.halfClose();
            }

            @Override
            public void cancel() {
                call.cancel("not wanted any more", null);
            }

            @Override
            public RpcAnswer await() throws Exception {
                return answer.ended.get(20, TimeUnit.SECONDS);
            }
        };
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private static final class Heard extends ClientCall.Listener<String> {

        final CompletableFuture<RpcAnswer> ended = new CompletableFuture<>();
        private final Consumer<String> heard;
        private final List<String> messages = new ArrayList<>();
        private final Map<String, String> metadata = new TreeMap<>();

        Heard(Consumer<String> heard) {
            this.heard = heard;
        }

        @Override
        public void onHeaders(Metadata headers) {
            keep(headers);
        }

        @Override
        public void onMessage(String message) {
            messages.add(message);
            heard.accept(message);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            keep(trailers);
            heard.accept("closed");
            String description = status.getDescription();
            ended.complete(new RpcAnswer(
                    RpcCode.of(status.getCode().value()), description == null ? "" : description, messages, metadata));
        }

        private void keep(Metadata from) {
            for (String name : from.keys()) {
                if (!name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
                    metadata.put(name, String.valueOf(from.get(Metadata.Key.of(name, ANY))));
                }
            }
        }
    }
}
