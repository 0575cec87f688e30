package io.obs.storage;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of storage spans, by the OpenTelemetry semantic conventions for RPC, AWS and S3; what they don't know is
 * {@code obs.storage.*}.
 *
 * <p>Keys name people and their files often enough, and so do the messages of exceptions about them: neither goes on a
 * span unless the service wants that.
 */
final class StorageSpan {

    private static final AttributeKey<String> RPC_SYSTEM = AttributeKey.stringKey("rpc.system.name");
    private static final AttributeKey<String> RPC_METHOD = AttributeKey.stringKey("rpc.method");
    private static final AttributeKey<String> S3_BUCKET = AttributeKey.stringKey("aws.s3.bucket");
    private static final AttributeKey<String> S3_KEY = AttributeKey.stringKey("aws.s3.key");
    private static final AttributeKey<Long> S3_PART = AttributeKey.longKey("aws.s3.part_number");
    private static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("aws.request_id");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<Long> RESENT = AttributeKey.longKey("http.request.resend_count");
    private static final AttributeKey<String> HOST = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> BUCKET = AttributeKey.stringKey("obs.storage.bucket");
    private static final AttributeKey<String> KEY = AttributeKey.stringKey("obs.storage.key");
    private static final AttributeKey<Long> SIZE = AttributeKey.longKey("obs.storage.size");
    private static final AttributeKey<Boolean> ABANDONED = AttributeKey.booleanKey("obs.storage.abandoned");

    private static final int MAX_TEXT = 1_024;

    private StorageSpan() {}

    static void start(SpanBuilder to, StorageRequest request, boolean keys) {
        String system = request.rpcSystem();
        if (system != null) {
            to.setAttribute(RPC_SYSTEM, system);
            to.setAttribute(RPC_METHOD, request.name());
        }
        boolean aws = StorageRequest.AWS.equals(system);
        text(to, aws ? S3_BUCKET : BUCKET, request.bucket());
        if (keys) {
            text(to, aws ? S3_KEY : KEY, request.key());
        }
        if (request.part() > 0) {
            to.setAttribute(S3_PART, (long) request.part());
        }
        if (request.size() >= 0) {
            to.setAttribute(SIZE, request.size());
        }
    }

    static void server(Span to, @Nullable String host, int port) {
        if (host != null) {
            to.setAttribute(HOST, bounded(host));
            to.setAttribute(PORT, (long) port);
        }
    }

    static void answer(Span to, int status, @Nullable String requestId, int resent) {
        if (status > 0) {
            to.setAttribute(STATUS, (long) status);
        }
        if (requestId != null) {
            to.setAttribute(REQUEST_ID, bounded(requestId));
        }
        if (resent > 0) {
            to.setAttribute(RESENT, (long) resent);
        }
    }

    static void failed(Span to, String errorType) {
        to.setAttribute(ERROR_TYPE, bounded(errorType));
    }

    static void abandoned(Span to) {
        to.setAttribute(ABANDONED, true);
    }

    private static void text(SpanBuilder to, AttributeKey<String> key, @Nullable String value) {
        if (value != null) {
            to.setAttribute(key, bounded(value));
        }
    }

    private static String bounded(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
