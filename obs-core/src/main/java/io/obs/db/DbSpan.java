package io.obs.db;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of database spans, by the stable OpenTelemetry semantic conventions for databases.
 *
 * <p>The text is sanitised also where it has parameters, and values of parameters are never shown. There is no
 * db.operation.name and no db.collection.name: the conventions ask not to read them out of SQL, and have
 * db.query.summary for it.
 */
final class DbSpan {

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");
    private static final AttributeKey<String> NAMESPACE = AttributeKey.stringKey("db.namespace");
    private static final AttributeKey<String> TEXT = AttributeKey.stringKey("db.query.text");
    private static final AttributeKey<String> SUMMARY = AttributeKey.stringKey("db.query.summary");
    private static final AttributeKey<Long> BATCH_SIZE = AttributeKey.longKey("db.operation.batch.size");
    private static final AttributeKey<String> STATE = AttributeKey.stringKey("db.response.status_code");
    private static final AttributeKey<String> HOST = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    private static final AttributeKey<Double> WAITED = AttributeKey.doubleKey("db.connection.duration_ms");

    private DbSpan() {}

    static void start(SpanBuilder to, Database database, String summary, String text, int batchSize) {
        to.setAttribute(SYSTEM, database.system());
        if (!summary.isEmpty()) {
            to.setAttribute(SUMMARY, summary);
        }
        if (!text.isEmpty()) {
            to.setAttribute(TEXT, text);
        }
        if (batchSize > 1) {
            to.setAttribute(BATCH_SIZE, (long) batchSize);
        }
        if (database.namespace() != null) {
            to.setAttribute(NAMESPACE, database.namespace());
        }
        if (database.host() != null) {
            to.setAttribute(HOST, database.host());
            if (database.port() > 0) {
                to.setAttribute(PORT, (long) database.port());
            }
        }
    }

    static void failed(Span to, DbError error) {
        to.setAttribute(ERROR_TYPE, error.type());
        if (error.sqlState() != null) {
            to.setAttribute(STATE, error.sqlState());
        }
    }

    static Attributes connection(Database database, double millis, @Nullable DbError error) {
        AttributesBuilder attributes = Attributes.builder().put(SYSTEM, database.system());
        attributes.put(WAITED, millis);
        if (database.host() != null) {
            attributes.put(HOST, database.host());
            if (database.port() > 0) {
                attributes.put(PORT, (long) database.port());
            }
        }
        if (error != null) {
            attributes.put(ERROR_TYPE, error.type());
            if (error.sqlState() != null) {
                attributes.put(STATE, error.sqlState());
            }
        }
        return attributes.build();
    }
}
