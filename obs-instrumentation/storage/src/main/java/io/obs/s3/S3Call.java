package io.obs.s3;

import io.obs.storage.StorageOperation;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;

/** One call that was started: from here on it is told how it goes. */
final class S3Call {

    private static final String LENGTH = "Content-Length";
    private static final String REQUEST_ID = "x-amz-request-id";

    private final S3Request request;
    private final StorageOperation operation;
    private final OpenUploads uploads;
    private final @Nullable MultipartUpload upload;
    private final @Nullable Transfer transfer;
    private int attempts;

    /**
     * @param upload the upload that it is a step of, if any
     * @param transfer where its answer has a body to read, how reading that goes
     */
    S3Call(
            S3Request request,
            StorageOperation operation,
            OpenUploads uploads,
            @Nullable MultipartUpload upload,
            @Nullable Transfer transfer) {
        this.request = request;
        this.operation = operation;
        this.uploads = uploads;
        this.upload = upload;
        this.transfer = transfer;
    }

    void sent() {
        attempts++;
    }

    /** The body as its reader shall have it. */
    InputStream stream(InputStream body, SdkHttpResponse answer) {
        return transfer == null ? body : S3Body.of(body, length(answer), transfer);
    }

    /** The body as its reader shall have it. */
    Publisher<ByteBuffer> publisher(Publisher<ByteBuffer> body, SdkHttpResponse answer) {
        return transfer == null ? body : new S3Publisher(body, length(answer), transfer);
    }

    private static long length(SdkHttpResponse answer) {
        String length = answer.firstMatchingHeader(LENGTH).orElse(null);
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return -1; // the server's nonsense is the SDK's to complain about
        }
    }

    /** The caller's future has ended so; of a timeout or a cancellation of it the SDK tells no interceptor. */
    void lost(Throwable thrown) {
        if (!operation.ended()) {
            failed(thrown, null, null);
        } else if (upload != null && request.method().step() == S3Method.Step.CREATE) {
            upload.failed(S3Failure.of(thrown)); // the future was that of an upload which the SDK has split into parts
        }
    }

    void succeeded(SdkResponse response, @Nullable SdkHttpRequest sent, @Nullable SdkHttpResponse answer) {
        told(sent, answer, 0);
        if (transfer != null) {
            transfer.returned();
        } else if (response instanceof DeleteObjectsResponse deleted
                && !deleted.errors().isEmpty()) {
            String code = deleted.errors().get(0).code();
            operation.refused(code == null ? "DeleteError" : code);
        } else {
            operation.end();
        }
        if (upload != null) {
            step(upload, response);
        }
    }

    private void step(MultipartUpload of, SdkResponse response) {
        switch (request.method().step()) {
            case CREATE -> {
                String id = response instanceof CreateMultipartUploadResponse created ? created.uploadId() : null;
                if (id != null) {
                    uploads.add(id, of);
                }
            }
            case COMPLETE -> {
                uploads.remove(request.uploadId());
                of.completed();
            }
            case ABORT -> {
                uploads.remove(request.uploadId());
                of.aborted(null);
            }
            case PART, NONE -> {}
        }
    }

    void failed(Throwable thrown, @Nullable SdkHttpRequest sent, @Nullable SdkHttpResponse answer) {
        S3Failure failure = S3Failure.of(thrown);
        told(sent, answer, failure.status());
        failure.end(operation);
        if (upload == null) {
            return;
        }
        switch (request.method().step()) {
            case CREATE -> upload.failed(failure);
            case PART -> upload.partFailed(failure);
            case COMPLETE -> {
                uploads.remove(request.uploadId());
                upload.failed(failure);
            }
            case ABORT -> {
                uploads.remove(request.uploadId());
                upload.aborted(failure);
            }
            case NONE -> {}
        }
    }

    private void told(@Nullable SdkHttpRequest sent, @Nullable SdkHttpResponse answer, int known) {
        int status = answer == null ? known : answer.statusCode();
        boolean shown = operation.span().isRecording();
        if (shown && sent != null) {
            operation.server(sent.host(), sent.port());
        }
        String id =
                shown && answer != null ? answer.firstMatchingHeader(REQUEST_ID).orElse(null) : null;
        operation.answered(status, id, Math.max(0, attempts - 1));
    }
}
