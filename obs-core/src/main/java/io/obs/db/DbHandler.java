package io.obs.db;

import io.obs.Observability;
import io.obs.catalog.Catalog;
import io.obs.config.CoreKeys;
import io.obs.pipeline.Meters;
import io.obs.pipeline.Meters.Counter;
import io.obs.pipeline.Meters.Histogram;
import io.obs.pipeline.Pipeline;
import io.opentelemetry.context.Context;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The life cycle of statements and of connection attempts: a client span and a duration for each statement, errors
 * counted, one line for what was slow ({@code obs.db.slow}).
 *
 * <p>A statement lasts from its execution to the end of fetching: until its result is exhausted or closed; without a
 * result, until it was executed. Thread-safe; never throws after it was made.
 */
public final class DbHandler {

    static final String LOGGER = "obs.db";

    private static final int NOT_EXECUTED = -1;

    private final Pipeline pipeline;
    private final long slowNanos;
    private final Counter errors;
    private final Map<QueryType, Histogram> durations = new EnumMap<>(QueryType.class);
    private final Map<SqlDialect, SqlStatements> statements = new EnumMap<>(SqlDialect.class);

    private DbHandler(Pipeline pipeline, long slowNanos) {
        this.pipeline = pipeline;
        this.slowNanos = slowNanos;
        Meters meters = pipeline.meters();
        errors = meters.counters(Catalog.DB_ERRORS).get();
        for (QueryType type : QueryType.values()) {
            durations.put(type, meters.histograms(Catalog.DB_QUERY_DURATION).get(type.label()));
        }
        for (SqlDialect dialect : SqlDialect.values()) {
            statements.put(dialect, new SqlStatements(dialect));
        }
    }

    /** The one handler of a service's databases. */
    public static DbHandler create(Observability obs) {
        long slow = obs.config().get(CoreKeys.DB_SLOW).toNanos();
        return obs.pipeline().shared(DbHandler.class, pipeline -> new DbHandler(pipeline, slow));
    }

    /** True once obs is closed: statements then pass as if nobody looked. */
    public boolean isClosed() {
        return pipeline.isClosed();
    }

    /**
     * What obs knows of a statement; of one that was seen of late without reading it again. Takes time linear in the
     * first 64 Ki characters, whatever they are.
     */
    public SqlStatement statement(Database database, @Nullable String sql) {
        if (sql == null) {
            return SqlStatement.UNKNOWN;
        }
        try {
            return Objects.requireNonNull(statements.get(SqlDialect.of(database.system())))
                    .of(sql);
        } catch (Throwable e) {
            pipeline.failures().caught("db", e);
            return SqlStatement.UNKNOWN;
        }
    }

    /**
     * Starts an execution in the current context.
     *
     * @param batchSize how many of them are executed together; 1 where it is no batch
     */
    public DbOperation start(Database database, SqlStatement statement, int batchSize) {
        return pipeline.start(new DbOperation(this, Context.current(), database, statement, Math.max(1, batchSize)));
    }

    /** A statement that the database would not prepare: an error and a span, but no duration. */
    public void notPrepared(Database database, SqlStatement statement, DbError error) {
        pipeline.start(new DbOperation(this, Context.current(), database, statement, NOT_EXECUTED))
                .failed(error);
    }

    /** A connection is asked for; give back what this returns. */
    public long connecting() {
        return pipeline.clock().nanoTime();
    }

    /** A connection was there, since {@link #connecting()}; something is said where that was slow. */
    public void connected(Database database, long since) {
        long nanos = pipeline.clock().nanoTime() - since;
        if (nanos >= slowNanos) {
            pipeline.emit(new DbConnecting(Context.current(), database, nanos, true, null));
        }
    }

    /** A connection was not to be had: an error, and an event of the span around it. */
    public void notConnected(Database database, long since, DbError error) {
        if (isClosed()) {
            return;
        }
        long nanos = pipeline.clock().nanoTime() - since;
        Context context = Context.current();
        errors.inc();
        error.reason().hint(context);
        pipeline.emit(new DbConnecting(context, database, nanos, nanos >= slowNanos, error));
    }

    /** A failure of the adapter itself, or of what it asked on its own account. */
    public void caught(Throwable error) {
        pipeline.failures().caught("db", error);
    }

    void ended(DbOperation operation) {
        if (operation.executed()) {
            Objects.requireNonNull(durations.get(operation.statement().type()))
                    .observeNanos(operation.durationNanos(), operation);
        }
        if (operation.outcome().isFailure()) {
            errors.inc(operation);
        }
    }

    long slowNanos() {
        return slowNanos;
    }
}
