package io.obs.s3;

import io.obs.pipeline.Failures;
import io.obs.storage.StorageHandler;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.DelegatingS3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.S3Request;

/** A client whose futures are watched too: of their timeouts and cancellations the SDK tells no interceptor. */
final class ObservedAsyncClient extends DelegatingS3AsyncClient {

    private final StorageHandler storage;
    private final Failures failures;

    /** @param client has the interceptor */
    ObservedAsyncClient(S3AsyncClient client, StorageHandler storage, Failures failures) {
        super(client);
        this.storage = storage;
        this.failures = failures;
    }

    @Override
    @SuppressWarnings({"try", "FutureReturnValueIgnored"}) // the scope is only held; the SDK's own future goes back
    protected <T extends S3Request, R> CompletableFuture<R> invokeOperation(
            T request, Function<T, CompletableFuture<R>> operation) {
        if (storage.isClosed()) {
            return operation.apply(request);
        }
        FutureCall call = new FutureCall();
        CompletableFuture<R> future;
        try (Scope scope = Context.current().with(FutureCall.KEY, call).makeCurrent()) {
            future = operation.apply(request);
        }
        future.whenComplete((result, error) -> {
            try {
                call.ended(error);
            } catch (Throwable e) {
                failures.caught("storage", e);
            }
        });
        return future;
    }
}
