package io.obs.cache;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of cache spans, by the stable OpenTelemetry semantic conventions for databases.
 *
 * <p>Keys and values are redacted by the adapters. An exception's message is left out, because servers quote what they
 * were sent.
 */
final class CacheSpan {

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("db.operation.name");
    private static final AttributeKey<String> TEXT = AttributeKey.stringKey("db.query.text");
    private static final AttributeKey<String> NAMESPACE = AttributeKey.stringKey("db.namespace");
    private static final AttributeKey<Long> BATCH_SIZE = AttributeKey.longKey("db.operation.batch.size");
    private static final AttributeKey<String> STATUS = AttributeKey.stringKey("db.response.status_code");
    private static final AttributeKey<String> HOST = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private CacheSpan() {}

    static void start(SpanBuilder to, CacheCommand command) {
        to.setAttribute(SYSTEM, command.system());
        to.setAttribute(OPERATION, command.name());
        text(to, TEXT, command.text());
        text(to, NAMESPACE, command.namespace());
        text(to, HOST, command.host());
        if (command.port() > 0) {
            to.setAttribute(PORT, (long) command.port());
        }
    }

    /** What is known only when it ended. */
    static void batch(Span to, CacheCommand command) {
        if (command.batchSize() > 1) {
            to.setAttribute(BATCH_SIZE, (long) command.batchSize());
        }
    }

    /** @param code the server's error code, or null where it is not the server that failed */
    static void failed(Span to, @Nullable Throwable error, @Nullable String code) {
        if (code != null) {
            to.setAttribute(STATUS, code);
            to.setAttribute(ERROR_TYPE, code);
        } else if (error != null) {
            to.setAttribute(ERROR_TYPE, error.getClass().getName());
        }
    }

    private static void text(SpanBuilder to, AttributeKey<String> key, @Nullable String value) {
        if (value != null) {
            to.setAttribute(key, value);
        }
    }
}
