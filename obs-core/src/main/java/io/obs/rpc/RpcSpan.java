package io.obs.rpc;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of RPC spans, by the OpenTelemetry semantic conventions for RPC and gRPC (1.45).
 *
 * <p>Neither metadata nor messages ever become attributes or events: they may carry personal data or secrets.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/rpc/grpc/">OpenTelemetry gRPC spans</a>
 */
final class RpcSpan {

    /** What a method is called that the service doesn't have. */
    static final String OTHER = "_OTHER";

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("rpc.system.name");
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("rpc.method");
    private static final AttributeKey<String> METHOD_ORIGINAL = AttributeKey.stringKey("rpc.method_original");
    private static final AttributeKey<String> CODE = AttributeKey.stringKey("rpc.response.status_code");
    private static final AttributeKey<String> HOST = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> CLIENT = AttributeKey.stringKey("client.address");
    private static final AttributeKey<String> PEER = AttributeKey.stringKey("network.peer.address");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private static final int MAX_TEXT = 2_048;

    private RpcSpan() {}

    /** A span's name: the method's, or the system's where there is no such method. */
    static String name(String method, String system) {
        return method.equals(OTHER) ? system : method;
    }

    static void serverStart(SpanBuilder to, RpcRequest request, String method) {
        start(to, request, method);
        if (method.equals(OTHER)) {
            text(to, METHOD_ORIGINAL, request.method());
        }
        text(to, CLIENT, request.peerAddress());
    }

    static void clientStart(SpanBuilder to, RpcRequest request) {
        start(to, request, request.method());
    }

    private static void start(SpanBuilder to, RpcRequest request, String method) {
        to.setAttribute(SYSTEM, request.system());
        to.setAttribute(METHOD, method);
        text(to, HOST, request.host());
        if (request.port() > 0) {
            to.setAttribute(PORT, (long) request.port());
        }
    }

    /** @param failed whether the span is an error: only then it has an error.type */
    static void serverEnd(Span to, RpcCode code, @Nullable Throwable error, boolean failed) {
        to.setAttribute(CODE, code.name());
        if (failed) {
            failed(to, code, error);
        }
    }

    /** @param code null where the call never came about */
    static void clientEnd(Span to, RpcRequest request, @Nullable RpcCode code, @Nullable Throwable error) {
        String peer = request.peerAddress();
        if (peer != null) {
            to.setAttribute(PEER, bounded(peer));
        }
        if (code != null) {
            to.setAttribute(CODE, code.name());
        }
        if (code != RpcCode.OK) {
            failed(to, code, error);
        }
    }

    private static void failed(Span to, @Nullable RpcCode code, @Nullable Throwable error) {
        if (code != null && code != RpcCode.OK) {
            to.setAttribute(ERROR_TYPE, code.name());
        } else if (error != null) { // no answer at all, or thrown after it
            to.setAttribute(ERROR_TYPE, error.getClass().getName());
        }
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
