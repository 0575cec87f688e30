package io.obs.s3;

import io.obs.storage.StorageOperation;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * What a call failed with, as obs sees it.
 *
 * @param error what the SDK throws, out of the wrapper that futures put around it
 * @param status the HTTP status of the answer; 0 without one
 */
record S3Failure(Throwable error, int status) {

    private static final int NOT_MODIFIED = 304;
    private static final int PRECONDITION_FAILED = 412;

    static S3Failure of(Throwable thrown) {
        Throwable error =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return new S3Failure(error, error instanceof AwsServiceException answer ? answer.statusCode() : 0);
    }

    /** Ends an operation with it. */
    void end(StorageOperation operation) {
        if (wished()) {
            operation.cancelled();
        } else {
            operation.failed(error, code());
        }
    }

    /** Whether it is what the caller asked for: a cancelled future, an interrupt, a condition that does not hold. */
    boolean wished() {
        return status == NOT_MODIFIED
                || status == PRECONDITION_FAILED
                || error instanceof AbortedException
                || error instanceof CancellationException
                || (error instanceof SdkClientException && error.getCause() instanceof CancellationException);
    }

    private @Nullable String code() {
        if (!(error instanceof AwsServiceException answer)) {
            return null;
        }
        AwsErrorDetails details = answer.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        return code == null || code.isEmpty() ? String.valueOf(status) : code;
    }
}
