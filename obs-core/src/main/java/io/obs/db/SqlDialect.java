package io.obs.db;

import java.util.Set;

/**
 * Where the lexical rules of databases differ in ways that decide what is a literal. Taken for another one, a statement
 * would be read with inside and outside of its strings exchanged, so what is not known is read warily: the rest of a
 * statement behind anything ambiguous counts as a literal.
 */
enum SqlDialect {
    /** PostgreSQL and its kin, H2: {@code $tag$ text $tag$}, {@code E'\''}, comments that nest. */
    POSTGRESQL(Rule.DOLLAR_QUOTES, Rule.ESCAPE_STRINGS, Rule.NESTED_COMMENTS),
    /** MySQL, MariaDB: {@code "text"}, {@code 'it\'s'}, {@code # comment}, {@code --} only before white space. */
    MYSQL(Rule.BACKSLASHES, Rule.DOUBLE_QUOTED_TEXT, Rule.BACKTICKS, Rule.HASH_COMMENTS, Rule.SPACED_DASHES),
    /** {@code q'[it's]'}, {@code $} and {@code #} in names. */
    ORACLE(Rule.Q_QUOTES, Rule.HASHES_IN_NAMES),
    /** {@code [name]}, {@code #table}, comments that nest. */
    SQL_SERVER(Rule.BRACKETS, Rule.NESTED_COMMENTS, Rule.HASHES_IN_NAMES),
    /** {@code [name]}, and {@code "text"} where there is no such name. */
    SQLITE(Rule.BRACKETS, Rule.BACKTICKS, Rule.DOUBLE_QUOTED_TEXT),
    /** What the standard says, and no more. */
    STANDARD(),
    /** Any other. */
    UNKNOWN(Rule.WARY, Rule.DOUBLE_QUOTED_TEXT, Rule.BACKTICKS);

    /** One such rule. */
    enum Rule {
        BACKSLASHES,
        BACKTICKS,
        BRACKETS,
        DOLLAR_QUOTES,
        DOUBLE_QUOTED_TEXT,
        ESCAPE_STRINGS,
        HASH_COMMENTS,
        HASHES_IN_NAMES,
        NESTED_COMMENTS,
        Q_QUOTES,
        SPACED_DASHES,
        WARY
    }

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is
    private final Set<Rule> rules;

    SqlDialect(Rule... rules) {
        this.rules = Set.of(rules);
    }

    boolean has(Rule rule) {
        return rules.contains(rule);
    }

    /** By the value of {@code db.system.name}. */
    static SqlDialect of(String system) {
        return switch (system) {
            case "postgresql", "h2database", "cockroachdb", "aws.redshift" -> POSTGRESQL;
            case "mysql", "mariadb" -> MYSQL;
            case "oracle.db" -> ORACLE;
            case "microsoft.sql_server" -> SQL_SERVER;
            case "sqlite" -> SQLITE;
            case "hsqldb", "derby", "ibm.db2", "firebirdsql", "sap.hana" -> STANDARD;
            default -> UNKNOWN;
        };
    }
}
