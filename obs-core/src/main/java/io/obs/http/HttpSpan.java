package io.obs.http;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of HTTP spans, by the stable OpenTelemetry semantic conventions for HTTP.
 *
 * <p>The query is redacted whole: it may carry personal data or secrets (SPEC section 8). For the same reason there is no
 * user_agent.original, and no header or body ever becomes an attribute.
 */
final class HttpSpan {

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> METHOD_ORIGINAL = AttributeKey.stringKey("http.request.method_original");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    private static final AttributeKey<String> QUERY = AttributeKey.stringKey("url.query");
    private static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
    private static final AttributeKey<String> FULL = AttributeKey.stringKey("url.full");
    private static final AttributeKey<String> HOST = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> PEER = AttributeKey.stringKey("client.address");
    private static final AttributeKey<String> VERSION = AttributeKey.stringKey("network.protocol.version");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private static final int MAX_TEXT = 2_048;
    private static final String REDACTED = "REDACTED";

    private HttpSpan() {}

    static void serverStart(SpanBuilder to, HttpRequest request, HttpRoute route) {
        method(to, request.method(), route.method());
        to.setAttribute(PATH, bounded(request.path()));
        to.setAttribute(SCHEME, request.scheme());
        if (request.query() != null) {
            to.setAttribute(QUERY, REDACTED);
        }
        if (!route.template().equals(HttpServerHandler.UNMATCHED)) {
            to.setAttribute(ROUTE, route.template());
        }
        where(to, request);
        text(to, PEER, request.peerAddress());
    }

    static void clientStart(SpanBuilder to, HttpRequest request, String knownMethod) {
        method(to, request.method(), knownMethod);
        StringBuilder full = new StringBuilder(request.scheme()).append("://").append(request.host());
        if (request.port() > 0 && request.port() != (request.scheme().equals("https") ? 443 : 80)) {
            full.append(':').append(request.port());
        }
        full.append(request.path());
        if (request.query() != null) {
            full.append('?').append(REDACTED);
        }
        to.setAttribute(FULL, bounded(full.toString()));
        where(to, request);
    }

    private static void method(SpanBuilder to, String original, String known) {
        to.setAttribute(METHOD, known);
        if (known.equals(HttpMethods.OTHER)) {
            to.setAttribute(METHOD_ORIGINAL, bounded(original));
        }
    }

    private static void where(SpanBuilder to, HttpRequest request) {
        text(to, HOST, request.host());
        if (request.port() > 0) {
            to.setAttribute(PORT, (long) request.port());
        }
        text(to, VERSION, request.protocolVersion());
    }

    static void route(Span to, HttpRoute route) {
        if (!route.template().equals(HttpServerHandler.UNMATCHED)) {
            to.setAttribute(ROUTE, route.template());
        }
    }

    /** @param failed whether the span is an error: only then it has an error.type */
    static void end(Span to, int status, @Nullable Throwable error, boolean failed) {
        if (status > 0) {
            to.setAttribute(STATUS, (long) status);
        }
        if (!failed) {
            return;
        }
        if (error != null) {
            to.setAttribute(ERROR_TYPE, error.getClass().getName());
        } else if (HttpMethods.isStatus(status)) {
            to.setAttribute(ERROR_TYPE, HttpMethods.statusText(status));
        }
    }

    static void version(Span to, @Nullable String version) {
        if (version != null) {
            to.setAttribute(VERSION, version);
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
