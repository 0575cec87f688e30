package io.obs.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.GrpcSender;
import io.opentelemetry.sdk.common.export.GrpcSenderConfig;
import io.opentelemetry.sdk.common.export.GrpcSenderProvider;
import io.opentelemetry.sdk.common.export.GrpcStatusCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.util.function.Consumer;

/** The senders of the class path, each telling the batch it carries what the collector answered. */
final class AnswerReadingSenders {

    private AnswerReadingSenders() {}

    record Http(HttpSenderProvider provider) implements HttpSenderProvider {

        @Override
        public HttpSender createSender(HttpSenderConfig config) {
            HttpSender sender = provider.createSender(config);
            return new HttpSender() {
                @Override
                public void send(
                        MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
                    Batch batch = Batch.current();
                    sender.send(
                            message,
                            batch == null
                                    ? onResponse
                                    : response -> {
                                        if (response.getStatusCode() / 100 == 2) {
                                            batch.answered(response.getResponseBody());
                                        } else {
                                            batch.refused("HTTP " + response.getStatusCode());
                                        }
                                        onResponse.accept(response);
                                    },
                            onError);
                }

                @Override
                public CompletableResultCode shutdown() {
                    return sender.shutdown();
                }
            };
        }
    }

    record Grpc(GrpcSenderProvider provider) implements GrpcSenderProvider {

        @Override
        public GrpcSender createSender(GrpcSenderConfig config) {
            GrpcSender sender = provider.createSender(config);
            return new GrpcSender() {
                @Override
                public void send(
                        MessageWriter message, Consumer<GrpcResponse> onResponse, Consumer<Throwable> onError) {
                    Batch batch = Batch.current();
                    sender.send(
                            message,
                            batch == null
                                    ? onResponse
                                    : response -> {
                                        if (response.getStatusCode() == GrpcStatusCode.OK) {
                                            batch.answered(response.getResponseMessage());
                                        } else {
                                            batch.refused("gRPC " + response.getStatusCode());
                                        }
                                        onResponse.accept(response);
                                    },
                            onError);
                }

                @Override
                public CompletableResultCode shutdown() {
                    return sender.shutdown();
                }
            };
        }
    }
}
