package io.obs.db;

import java.util.Locale;

/** What a statement does: the values of {@code query_type}. */
public enum QueryType {
    /** Reads: SELECT, VALUES, TABLE, also behind WITH. */
    SELECT,
    /** INSERT, REPLACE, UPSERT. */
    INSERT,
    UPDATE,
    DELETE,
    /** Changes definitions, or all rows at once: CREATE, ALTER, DROP, TRUNCATE, RENAME, COMMENT, GRANT, REVOKE. */
    DDL,
    /** The rest: CALL, MERGE, EXPLAIN, COPY, SET, COMMIT, what is not understood. */
    OTHER;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The label's value. */
    public String label() {
        return label;
    }
}
