package io.obs.db;

import io.obs.pipeline.FieldWriter;
import io.obs.pipeline.Line;
import io.obs.pipeline.Operation;
import io.obs.pipeline.Outcome;
import io.obs.pipeline.Protocol;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** One execution of a statement or a batch. Made by {@link DbHandler#start}. */
public final class DbOperation extends Operation implements Line {

    private final DbHandler handler;
    private final Database database;
    private final SqlStatement statement;
    private final int batchSize;
    private @Nullable DbError error;

    DbOperation(DbHandler handler, Context parent, Database database, SqlStatement statement, int batchSize) {
        super(parent);
        this.handler = handler;
        this.database = database;
        this.statement = statement;
        this.batchSize = batchSize;
    }

    /** Ends it well: it was executed, and what it found was fetched. */
    public void end() {
        finish(Outcome.SUCCESS);
    }

    /** Ends it with what it failed by. */
    public void failed(DbError with) {
        if (!ended()) {
            error = with;
            with.reason().hint(context());
            finish(Outcome.failure(with.reason().type(), with.thrown()));
        }
    }

    /** False for a statement that the database would not even prepare. */
    boolean executed() {
        return batchSize >= 0;
    }

    SqlStatement statement() {
        return statement;
    }

    private String summary() {
        return batchSize > 1 ? statement.batchSummary() : statement.summary();
    }

    @Override
    public String spanName() {
        String summary = summary();
        return summary.isEmpty() ? database.system() : summary;
    }

    @Override
    public Protocol protocol() {
        return Protocol.DB;
    }

    @Override
    public SpanKind spanKind() {
        return SpanKind.CLIENT;
    }

    @Override
    public boolean slow() {
        return durationNanos() >= handler.slowNanos();
    }

    @Override
    public void startAttributes(SpanBuilder to) {
        DbSpan.start(to, database, summary(), statement.text(), batchSize);
    }

    @Override
    public void endAttributes(Span to) {
        if (error != null) {
            DbSpan.failed(to, error);
        }
    }

    @Override
    public @Nullable String errorText() {
        return error == null ? null : error.text();
    }

    @Override
    public void measure() {
        handler.ended(this);
    }

    @Override
    public String lineLogger() {
        return DbHandler.LOGGER;
    }

    @Override
    public @Nullable Level lineLevel() {
        return slow() ? Level.WARN : null;
    }

    @Override
    public String lineMessage() {
        return "slow statement: " + spanName();
    }

    @Override
    public void lineFields(FieldWriter to) {
        to.decimal("duration_ms", durationNanos() / 1e6);
        to.string("query_type", statement.type().label());
        to.string("statement", statement.text());
        if (batchSize > 1) {
            to.integer("batch_size", batchSize);
        }
        if (error != null) {
            to.string("error_type", error.type());
        }
    }

    @Override
    public @Nullable Throwable lineError() {
        return null; // goes on to the service; its message may hold values
    }
}
