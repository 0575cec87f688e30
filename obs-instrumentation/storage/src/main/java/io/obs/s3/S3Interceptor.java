package io.obs.s3;

import io.obs.pipeline.Failures;
import io.obs.pipeline.Pipeline;
import io.obs.storage.StorageAction;
import io.obs.storage.StorageHandler;
import io.obs.storage.StorageOperation;
import io.opentelemetry.context.Context;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.core.interceptor.Context.AfterExecution;
import software.amazon.awssdk.core.interceptor.Context.AfterMarshalling;
import software.amazon.awssdk.core.interceptor.Context.BeforeTransmission;
import software.amazon.awssdk.core.interceptor.Context.FailedExecution;
import software.amazon.awssdk.core.interceptor.Context.ModifyHttpResponse;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Hears of each call of the clients it is given to. What an interceptor throws ends the call, so nothing gets out.
 *
 * <p>A call starts once it is marshalled, in the thread of whoever makes it: of an earlier failure (a request without a
 * bucket) the SDK would tell nobody.
 */
final class S3Interceptor implements ExecutionInterceptor {

    /** The SDK wants the name to be the only one in the JVM, also where this class is loaded twice. */
    private static final ExecutionAttribute<S3Call> CALL =
            new ExecutionAttribute<>("io.obs.s3.call." + UUID.randomUUID());

    private static final String SERVICE = "S3";
    private static final String COMPONENT = "storage";

    private final StorageHandler storage;
    private final Failures failures;
    private final OpenUploads uploads;

    S3Interceptor(StorageHandler storage, Pipeline pipeline) {
        this.storage = storage;
        this.failures = pipeline.failures();
        this.uploads = new OpenUploads(pipeline.clock());
    }

    @Override
    public void afterMarshalling(AfterMarshalling call, ExecutionAttributes attributes) {
        try {
            if (!storage.isClosed()
                    && SERVICE.equals(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME))
                    && attributes.getAttribute(CALL) == null) { // it may be in a client's list twice
                S3Call started = start(call, attributes);
                attributes.putAttribute(CALL, started);
                FutureCall.made(started);
            }
        } catch (Throwable e) {
            failures.caught(COMPONENT, e);
        }
    }

    private S3Call start(AfterMarshalling call, ExecutionAttributes attributes) {
        S3Method method = S3Method.called(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        Context around = Context.current();
        if (method.step() != S3Method.Step.NONE) {
            return step(new S3Request(method, StorageAction.OTHER, call.request()), around);
        }
        S3Request request = new S3Request(method, method.action(), call.request());
        StorageOperation operation = storage.start(around, request);
        Transfer transfer = request.action() == StorageAction.DOWNLOAD ? new Transfer(operation) : null;
        return new S3Call(request, operation, uploads, null, transfer);
    }

    private S3Call step(S3Request request, Context around) {
        MultipartUpload upload;
        if (request.method().step() == S3Method.Step.CREATE) {
            upload = new MultipartUpload(storage.start(around, new MultipartRequest(request)), around);
        } else {
            upload = uploads.find(request.uploadId());
        }
        if (upload == null) { // created by another process; what is completed here counts here
            S3Request alone = new S3Request(request.method(), request.method().action(), request.request());
            return new S3Call(alone, storage.start(around, alone), uploads, null, null);
        }
        return new S3Call(request, storage.start(upload.parent(around), request), uploads, upload, null);
    }

    @Override
    public void beforeTransmission(BeforeTransmission call, ExecutionAttributes attributes) {
        S3Call started = attributes.getAttribute(CALL);
        if (started != null) {
            started.sent();
        }
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(ModifyHttpResponse answer, ExecutionAttributes attributes) {
        return heard(answer.responseBody(), S3Call::stream, answer, attributes);
    }

    @Override
    public Optional<Publisher<ByteBuffer>> modifyAsyncHttpResponseContent(
            ModifyHttpResponse answer, ExecutionAttributes attributes) {
        return heard(answer.responsePublisher(), S3Call::publisher, answer, attributes);
    }

    /** What a call makes of its body. */
    @FunctionalInterface
    private interface Ear<B> {
        B around(S3Call call, B body, SdkHttpResponse answer);
    }

    /** The body as it is where it is an error's, or nobody's. */
    private <B> Optional<B> heard(
            Optional<B> body, Ear<B> ear, ModifyHttpResponse answer, ExecutionAttributes attributes) {
        try {
            S3Call started = attributes.getAttribute(CALL);
            return started == null || body.isEmpty() || !answer.httpResponse().isSuccessful()
                    ? body
                    : Optional.of(ear.around(started, body.get(), answer.httpResponse()));
        } catch (Throwable e) {
            failures.caught(COMPONENT, e);
            return body;
        }
    }

    @Override
    public void afterExecution(AfterExecution call, ExecutionAttributes attributes) {
        try {
            S3Call started = attributes.getAttribute(CALL);
            if (started != null) {
                started.succeeded(call.response(), call.httpRequest(), call.httpResponse());
            }
        } catch (Throwable e) {
            failures.caught(COMPONENT, e);
        }
    }

    @Override
    public void onExecutionFailure(FailedExecution call, ExecutionAttributes attributes) {
        try {
            S3Call started = attributes.getAttribute(CALL);
            if (started != null) {
                started.failed(
                        call.exception(),
                        call.httpRequest().orElse(null),
                        call.httpResponse().orElse(null));
            }
        } catch (Throwable e) {
            failures.caught(COMPONENT, e);
        }
    }
}
