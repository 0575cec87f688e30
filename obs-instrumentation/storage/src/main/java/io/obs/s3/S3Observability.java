package io.obs.s3;

import static java.util.Objects.requireNonNull;

import io.obs.Observability;
import io.obs.pipeline.Failures;
import io.obs.storage.StorageHandler;
import software.amazon.awssdk.core.client.builder.SdkClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Observes the S3 clients of the AWS SDK for Java 2, {@code S3Client} and {@code S3AsyncClient}: each call is a span,
 * uploads and downloads are timed, failed calls are counted.
 *
 * <p>A call with all its retries is one. An upload in parts is one, from its creation to its completion, however many
 * parts it has and whichever client of this object sends them. A download lasts until its body is read. Results and
 * exceptions are the SDK's own.
 *
 * <p>Thread-safe; one object serves any number of clients. Once obs is closed, calls pass as if nobody looked.
 *
 * <pre>{@code
 * S3Observability storage = S3Observability.create(obs);
 * S3Client s3 = storage.build(S3Client.builder());
 * S3AsyncClient async = storage.build(S3AsyncClient.builder());
 * }</pre>
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/object-stores/s3/">OpenTelemetry S3 spans</a>
 */
public final class S3Observability {

    private final StorageHandler storage;
    private final Failures failures;
    private final ExecutionInterceptor interceptor;

    private S3Observability(Observability obs) {
        storage = StorageHandler.create(obs);
        failures = obs.pipeline().failures();
        interceptor = new S3Interceptor(storage, obs.pipeline());
    }

    public static S3Observability create(Observability obs) {
        return new S3Observability(requireNonNull(obs, "obs"));
    }

    /** An observed client, with all that the builder says. */
    public S3Client build(S3ClientBuilder builder) {
        return intercepted(builder).build();
    }

    /** An observed client, with all that the builder says. */
    public S3AsyncClient build(S3AsyncClientBuilder builder) {
        return new ObservedAsyncClient(intercepted(builder).build(), storage, failures);
    }

    private <B extends SdkClientBuilder<B, C>, C> B intercepted(B builder) {
        return builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(interceptor)
                .build());
    }

    /**
     * What observes a client that somebody else builds with it. An asynchronous one then shows all but timeouts of whole
     * calls and cancelled futures, of which the SDK tells no interceptor. On a client of another service it does nothing.
     */
    public ExecutionInterceptor interceptor() {
        return interceptor;
    }
}
