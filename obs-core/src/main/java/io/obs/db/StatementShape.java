package io.obs.db;

import io.obs.db.SqlTokens.Kind;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a statement does and to what, told by its keywords: its type, and its summary by the semantic conventions
 * ({@code INSERT archive SELECT orders}). Used by one thread.
 */
final class StatementShape {

    /** The longest summary, as the conventions have it. */
    static final int MOST = 255;

    private static final int LONGEST_KEYWORD = 12;
    private static final int DEEPEST = 62;

    private static final Set<String> INSERTING = Set.of("INSERT", "REPLACE", "UPSERT");
    private static final Set<String> DEFINING =
            Set.of("CREATE", "ALTER", "DROP", "TRUNCATE", "RENAME", "COMMENT", "GRANT", "REVOKE");
    private static final Set<String> THINGS = Set.of(
            "TABLE", "INDEX", "VIEW", "SEQUENCE", "SCHEMA", "DATABASE", "FUNCTION", "PROCEDURE", "TRIGGER", "TYPE");
    private static final Set<String> CALLING = Set.of("CALL", "EXEC", "EXECUTE");
    private static final Set<String> OTHERS = Set.of(
            "ANALYZE",
            "BEGIN",
            "CHECKPOINT",
            "CLOSE",
            "CLUSTER",
            "COMMIT",
            "COPY",
            "DEALLOCATE",
            "DECLARE",
            "DESC",
            "DESCRIBE",
            "DISCARD",
            "DO",
            "END",
            "FETCH",
            "KILL",
            "LISTEN",
            "LOAD",
            "LOCK",
            "NOTIFY",
            "OPTIMIZE",
            "PRAGMA",
            "PREPARE",
            "REFRESH",
            "REINDEX",
            "RELEASE",
            "RESET",
            "ROLLBACK",
            "SAVEPOINT",
            "SET",
            "SHOW",
            "START",
            "UNLISTEN",
            "UNLOCK",
            "USE",
            "VACUUM");
    private static final Set<String> BEFORE_A_NAME = Set.of(
            "CONCURRENTLY",
            "DELAYED",
            "EXISTS",
            "IF",
            "IGNORE",
            "INTO",
            "LATERAL",
            "LOW_PRIORITY",
            "NOT",
            "ONLY",
            "OR",
            "QUICK",
            "TABLE");
    private static final Set<String> AFTER_FROM = Set.of(
            "FETCH",
            "FOR",
            "GROUP",
            "HAVING",
            "LIMIT",
            "OFFSET",
            "ORDER",
            "RETURNING",
            "SET",
            "UNION",
            "VALUES",
            "WHERE",
            "WINDOW");

    private final String sql;
    private final StringBuilder summary = new StringBuilder();
    private @Nullable QueryType type;
    private int depth;
    private int withDepth = -1;

    /** Bits by depth: a verb may come; a verb was there; names are listed after FROM. */
    private long awaiting = 1;

    private long verbs;
    private long froms;

    private boolean begun;
    private boolean introduced;
    private boolean nameNext;
    private boolean inName;
    private boolean pointed;
    private boolean thingNext;
    private boolean afterDistinct;

    StatementShape(String sql) {
        this.sql = sql;
    }

    QueryType type() {
        return type == null ? QueryType.OTHER : type;
    }

    String summary() {
        return summary.toString();
    }

    /** True where the type will not change any more. */
    boolean decided() {
        return type != null;
    }

    void add(Kind kind, SqlTokens token) {
        if (kind == Kind.SYMBOL) {
            symbol(token.first());
            return;
        }
        boolean wasPointed = pointed;
        pointed = false;
        if (kind == Kind.WORD || kind == Kind.QUOTED) {
            if (wasPointed && inName) {
                append("", token);
                return;
            }
            inName = false;
            String word = kind == Kind.WORD ? keyword(token) : "";
            if (nameNext && !BEFORE_A_NAME.contains(word) && !word.equals("SELECT")) {
                nameNext = false;
                inName = true;
                append(" ", token);
            } else {
                word(word);
            }
            afterDistinct = word.equals("DISTINCT");
        } else {
            inName = false;
            nameNext = false;
            if (begun) { // and not {? = call f()}
                awaiting &= ~bit();
            }
        }
    }

    private long bit() {
        return 1L << Math.min(depth, DEEPEST);
    }

    private void symbol(char c) {
        pointed = c == '.' && inName;
        if (pointed) {
            return;
        }
        boolean listed = inName || (froms & bit()) != 0;
        inName = false;
        switch (c) {
            case '(' -> {
                nameNext = false;
                depth++;
                awaiting |= bit();
                verbs &= ~bit();
                froms &= ~bit();
            }
            case ')' -> depth = Math.max(0, depth - 1);
            case ';' -> {
                depth = 0;
                withDepth = -1;
                awaiting = 1;
                verbs = 0;
                froms = 0;
                begun = false;
                introduced = false;
                nameNext = false;
                thingNext = false;
            }
            case ',' -> nameNext = listed && (froms & bit()) != 0;
            default -> {
                // operators say nothing
            }
        }
    }

    private void word(String word) {
        boolean verbMayCome = (awaiting & bit()) != 0;
        switch (word) {
            case "" -> {
                // a name, or too long for a keyword
            }
            case "SELECT" -> verb(word, QueryType.SELECT);
            case "FROM" -> {
                if ((verbs & bit()) != 0 && !afterDistinct) {
                    nameNext = true;
                    froms |= bit();
                }
            }
            case "JOIN", "INTO", "USING" -> nameNext = (verbs & bit()) != 0;
            default -> {
                if (verbMayCome) {
                    first(word);
                    return;
                }
                if (thingNext && THINGS.contains(word)) {
                    thingNext = false;
                    write(" ", word);
                    nameNext = true;
                } else if (AFTER_FROM.contains(word)) {
                    froms &= ~bit();
                }
            }
        }
        if (!begun) {
            begin(QueryType.OTHER);
        }
    }

    /** A word where a verb may stand. */
    private void first(String word) {
        if (begun && !introduced) { // in parentheses: a function, a column
            awaiting &= ~bit();
        } else if (word.equals("WITH")) {
            begun = true;
            introduced = true;
            if (withDepth < 0) {
                withDepth = depth;
            }
        } else if (word.equals("EXPLAIN")) {
            begin(QueryType.OTHER);
            introduced = true;
            awaiting |= bit();
            write(" ", word);
        } else if (INSERTING.contains(word)) {
            verb(word, QueryType.INSERT);
        } else if (word.equals("UPDATE")) {
            verb(word, QueryType.UPDATE);
            nameNext = true;
        } else if (word.equals("DELETE")) {
            verb(word, QueryType.DELETE);
        } else if (word.equals("MERGE")) {
            verb(word, QueryType.OTHER);
        } else if (word.equals("VALUES")) {
            verb(word, QueryType.SELECT);
        } else if (!introduced) {
            once(word);
        }
    }

    /** What can only be the beginning. */
    private void once(String word) {
        if (DEFINING.contains(word)) {
            begin(QueryType.DDL);
            write(" ", word);
            thingNext = true;
            nameNext = word.equals("TRUNCATE");
        } else if (word.equals("TABLE") || CALLING.contains(word)) {
            begin(word.equals("TABLE") ? QueryType.SELECT : QueryType.OTHER);
            write(" ", word);
            nameNext = true;
        } else {
            begin(QueryType.OTHER);
            if (OTHERS.contains(word)) {
                write(" ", word);
            }
        }
    }

    private void begin(QueryType means) {
        begun = true;
        awaiting &= ~bit();
        decide(means);
    }

    private void verb(String word, QueryType means) {
        begun = true;
        awaiting &= ~bit();
        verbs |= bit();
        froms &= ~bit();
        if (withDepth < 0 || depth <= withDepth) {
            decide(means);
        }
        write(" ", word);
    }

    private void decide(QueryType means) {
        if (type == null) {
            type = means;
        }
    }

    private String keyword(SqlTokens token) {
        return token.end() - token.start() > LONGEST_KEYWORD
                ? ""
                : sql.substring(token.start(), token.end()).toUpperCase(Locale.ROOT);
    }

    private void append(String before, SqlTokens token) {
        String point = before.isEmpty() ? "." : before;
        write(point, sql.substring(token.start(), Math.min(token.end(), token.start() + MOST + 1)));
    }

    private void write(String before, String text) {
        String between = summary.isEmpty() ? "" : before;
        if (summary.length() + between.length() + text.length() <= MOST) {
            summary.append(between).append(text);
        }
    }
}
