package io.obs.db;

import io.obs.db.SqlTokens.Kind;

/**
 * What obs knows and shows of one statement: never its literals, never more than some kilobytes. Immutable; found by
 * {@link DbHandler#statement}.
 */
public final class SqlStatement {

    /** The end of a transaction that is asked for by the API, not by SQL. */
    public static final SqlStatement COMMIT = new SqlStatement(QueryType.OTHER, "COMMIT", "COMMIT");

    /** The same, undone. */
    public static final SqlStatement ROLLBACK = new SqlStatement(QueryType.OTHER, "ROLLBACK", "ROLLBACK");

    /** A batch of different statements. */
    public static final SqlStatement MIXED = new SqlStatement(QueryType.OTHER, "", "");

    /** One of which nothing is known. */
    static final SqlStatement UNKNOWN = new SqlStatement(QueryType.OTHER, "", "");

    private final QueryType type;
    private final String summary;
    private final String batchSummary;
    private final String text;

    private SqlStatement(QueryType type, String summary, String text) {
        this.type = type;
        this.summary = summary;
        this.batchSummary = summary.isEmpty() ? "BATCH" : "BATCH " + summary;
        this.text = text;
    }

    static SqlStatement parse(String sql, SqlDialect dialect) {
        SqlTokens tokens = new SqlTokens(sql, dialect);
        SanitisedText text = new SanitisedText(sql);
        StatementShape shape = new StatementShape(sql);
        for (Kind kind = tokens.next(); kind != Kind.END; kind = tokens.next()) {
            shape.add(kind, tokens);
            text.add(kind, tokens);
            if (text.full() && shape.decided()) {
                break;
            }
        }
        return new SqlStatement(shape.type(), shape.summary(), text.toString());
    }

    public QueryType type() {
        return type;
    }

    /** What it does and to what, of low cardinality: {@code SELECT orders customers}. Empty where that is not known. */
    public String summary() {
        return summary;
    }

    /** True where both do the same to the same, whatever their values. */
    public boolean isLike(SqlStatement other) {
        return type == other.type && summary.equals(other.summary) && !summary.isEmpty();
    }

    /** The same for a batch of it: {@code BATCH INSERT orders}. */
    String batchSummary() {
        return batchSummary;
    }

    /** Its text, with {@code ?} for literals, without comments, lists and rows of values shortened, cut. */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }
}
