package io.obs.db;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The statements that were seen of late, so that each is read once. Two generations: where the young one is full it
 * becomes the old one, and what is asked for again goes back to the young; so what a service repeats stays, also beside
 * a stream of statements that never come again. Bounded by number and size; thread-safe, without locks.
 */
final class SqlStatements {

    /** Longer ones are read each time; that is bounded by itself. */
    static final int LONGEST = 16 * 1024;

    /** How many statements a generation holds. */
    static final int MOST = 1_024;

    /** How many characters they may have together. */
    static final long MOST_CHARS = 1 << 20;

    private static final class Generation {
        final Map<String, SqlStatement> known = new ConcurrentHashMap<>();
        final AtomicLong chars = new AtomicLong();

        boolean isFull() {
            return known.size() >= MOST || chars.get() >= MOST_CHARS;
        }
    }

    private final SqlDialect dialect;
    private volatile Generation young = new Generation();
    private volatile Generation old = new Generation();

    SqlStatements(SqlDialect dialect) {
        this.dialect = dialect;
    }

    SqlStatement of(String sql) {
        SqlStatement known = young.known.get(sql);
        if (known != null) {
            return known;
        }
        known = old.known.get(sql);
        if (known == null) {
            known = SqlStatement.parse(sql, dialect);
        }
        if (sql.length() <= LONGEST) {
            keep(sql, known);
        }
        return known;
    }

    private void keep(String sql, SqlStatement statement) {
        Generation to = young;
        if (to.isFull()) { // of threads that see it at once each may do this: a generation is lost, and read again
            old = to;
            to = new Generation();
            young = to;
        }
        if (to.known.putIfAbsent(sql, statement) == null) {
            to.chars.addAndGet(sql.length());
        }
    }

    /** How many are kept. */
    int size() {
        return young.known.size() + old.known.size();
    }
}
