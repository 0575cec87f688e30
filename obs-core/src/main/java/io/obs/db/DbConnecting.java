package io.obs.db;

import io.obs.pipeline.Event;
import io.obs.pipeline.FieldWriter;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** A connection was not to be had, or only slowly: an event of the span around it, and one WARN line where it was slow. */
record DbConnecting(
        Context context,
        Database database,
        long nanos,
        boolean slow,
        @Nullable DbError error) implements Event {

    @Override
    public String eventName() {
        return error == null ? "slow database connection" : "database connection failed";
    }

    @Override
    public Attributes eventAttributes() {
        return DbSpan.connection(database, nanos / 1e6, error);
    }

    @Override
    public String lineLogger() {
        return DbHandler.LOGGER;
    }

    @Override
    public @Nullable Level lineLevel() {
        return slow ? Level.WARN : null;
    }

    @Override
    public String lineMessage() {
        return eventName();
    }

    @Override
    public void lineFields(FieldWriter to) {
        to.decimal("duration_ms", nanos / 1e6);
        to.string("database", database.namespace());
        if (error != null) {
            to.string("error_type", error.type());
        }
    }

    @Override
    public @Nullable Throwable lineError() {
        return null;
    }
}
