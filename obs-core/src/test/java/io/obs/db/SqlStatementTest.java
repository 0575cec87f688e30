package io.obs.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is read out of statements as people and frameworks write them. */
class SqlStatementTest {

    private static SqlStatement postgres(String sql) {
        return SqlStatement.parse(sql, SqlDialect.POSTGRESQL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            SELECT | SELECT orders | SELECT * FROM orders WHERE id = ?
            SELECT | SELECT orders | select id from orders o where o.name = 'x'
            SELECT | SELECT orders customers | SELECT 1 FROM orders o JOIN customers c ON c.id = o.customer
            SELECT | SELECT a b | SELECT * FROM a, b WHERE a.x = b.x ORDER BY x, y
            SELECT | SELECT shop.orders | SELECT * FROM shop.orders
            SELECT | SELECT "shop"."My orders" | SELECT * FROM "shop"."My orders"
            SELECT | SELECT orders SELECT lines | SELECT * FROM orders WHERE id IN (SELECT order_id FROM lines)
            SELECT | SELECT SELECT orders | SELECT x FROM (SELECT x FROM orders) AS o
            SELECT | SELECT a SELECT b | SELECT x FROM a UNION ALL SELECT x FROM b
            SELECT | SELECT t | SELECT extract(year FROM created), x IS DISTINCT FROM y FROM t
            SELECT | SELECT orders | ((SELECT * FROM orders) LIMIT 1)
            SELECT | SELECT orders | /* of the web shop */ -- hello
            SELECT | SELECT orders SELECT recent | WITH recent AS (SELECT * FROM orders) SELECT * FROM recent
            SELECT | SELECT orders | SELECT * FROM orders FOR UPDATE
            SELECT | SELECT | SELECT 1
            SELECT | VALUES | VALUES (1), (2)
            SELECT | TABLE orders | TABLE orders
            INSERT | INSERT orders | INSERT INTO orders (a, b) VALUES (?, ?)
            INSERT | INSERT archive SELECT orders | INSERT INTO archive SELECT * FROM orders
            INSERT | SELECT orders INSERT archive SELECT x | WITH x AS (SELECT * FROM orders) INSERT INTO archive SELECT * FROM x
            INSERT | INSERT t | INSERT INTO t VALUES (1) ON CONFLICT (id) DO UPDATE SET x = excluded.x
            INSERT | REPLACE t | REPLACE INTO t VALUES (1)
            UPDATE | UPDATE orders | UPDATE orders SET x = replace(y, 'a', 'b')
            UPDATE | UPDATE orders | UPDATE ONLY orders SET x = 1
            UPDATE | DELETE old UPDATE orders | WITH d AS (DELETE FROM old RETURNING id) UPDATE orders SET x = 1
            DELETE | DELETE orders | DELETE FROM orders WHERE id = 7
            DDL | CREATE TABLE orders | CREATE TABLE IF NOT EXISTS orders (id INT PRIMARY KEY)
            DDL | CREATE INDEX by_name | CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS by_name ON orders (name)
            DDL | CREATE VIEW v SELECT t | CREATE OR REPLACE VIEW v AS SELECT * FROM t
            DDL | DROP TABLE orders | DROP TABLE IF EXISTS orders CASCADE
            DDL | ALTER TABLE orders | ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES b ON DELETE CASCADE
            DDL | TRUNCATE orders | TRUNCATE orders
            DDL | TRUNCATE TABLE orders | TRUNCATE TABLE orders
            DDL | GRANT SELECT | GRANT SELECT ON orders TO bob
            OTHER | CALL refresh_all | CALL refresh_all(1)
            OTHER | CALL refresh_all | {call refresh_all(?)}
            OTHER | CALL total | {? = call total(?)}
            OTHER | MERGE orders incoming | MERGE INTO orders USING incoming ON a = b WHEN MATCHED THEN UPDATE SET x = 1
            OTHER | EXPLAIN SELECT orders | EXPLAIN SELECT * FROM orders
            OTHER | EXPLAIN DELETE orders | EXPLAIN (ANALYZE, VERBOSE) DELETE FROM orders
            OTHER | SET | SET search_path TO shop
            OTHER | COMMIT | COMMIT
            OTHER | VACUUM | VACUUM orders
            OTHER | COPY | COPY orders FROM STDIN
            OTHER | ^^ | hunter2 is my password
            OTHER | ^^ | ^^
            OTHER | ^^ | ;;;
            OTHER | ^^ | )))(((
            """)
    void statement_hasTypeAndSummary(QueryType type, String summary, String sql) {
        SqlStatement statement = postgres(sql.endsWith("hello") ? sql + "\nSELECT * FROM orders" : sql);
        assertThat(statement.summary()).isEqualTo(summary);
        assertThat(statement.type()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            SELECT ? | SELECT 'it''s'
            SELECT ? | SELECT E'it\\'s'
            SELECT ? | SELECT $$it's$$
            SELECT ? | SELECT $tag$it's $$ and $other$ $tag$
            SELECT ? | SELECT U&'d\\0061t'
            SELECT ?, ?, ?, ? | SELECT X'1F', 0x1F, 1e-5, .5
            SELECT ?::int, CAST(? AS text) | SELECT 1::int, CAST('1' AS text)
            SELECT DATE ? + ? | SELECT DATE '2024-01-01' + 1
            SELECT "it''s" FROM "a""b" | SELECT "it''s" FROM "a""b"
            SELECT t1.c2 FROM t1 LIMIT ? | SELECT t1.c2 FROM t1 LIMIT 10
            SELECT $1, :name, ? FROM t | SELECT $1, :name, ? FROM t
            SELECT a[?:?] FROM t | SELECT a[1:2] FROM t
            SELECT -? - -? | SELECT -5 - -5
            SELECT ? FROM t | SELECT /* 'hidden' /* nested */ still */ 1 -- 'hidden'
            IN (?) | IN (1)
            IN (?) AND x IN (?) | IN (1, 2, 3) AND x IN ('a', 'b')
            IN (?) | IN ( -1,-2, -3)
            IN ($1) | IN ($1, $2, $3)
            IN (?, b, ?) | IN (1, b, 2)
            IN (SELECT ?, ? FROM t) | IN (SELECT 1, 2 FROM t)
            VALUES (?, ?) | VALUES (?, ?), (?, ?), (?, ?)
            VALUES (?,now()) ON CONFLICT DO NOTHING | VALUES (1,now()),(2,now()) ON CONFLICT DO NOTHING
            UPDATE t SET a = VALUES(a), b = VALUES(b) | UPDATE t SET a = VALUES(a), b = VALUES(b)
            SELECT ? | SELECT 'never closed
            SELECT ? | SELECT "never closed
            SELECT | SELECT /* never closed
            SELECT ? | SELECT $$never closed
            CREATE USER x IDENTIFIED BY ? | CREATE USER x IDENTIFIED BY tiger
            ALTER USER x IDENTIFIED BY ? REPLACE ? | ALTER USER x IDENTIFIED BY "tiger" REPLACE "lion"
            """)
    void statement_isShownWithoutLiterals(String text, String sql) {
        String whole = sql.endsWith("-- 'hidden'") ? sql + "\n FROM t" : sql;
        assertThat(postgres(whole).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            MYSQL | SELECT ?, `it's`, ? | SELECT 'it\\'s', `it's`, "it's"
            MYSQL | SELECT ?--? | SELECT 1--1
            MYSQL | SELECT ? | SELECT 1 # it's
            MYSQL | SELECT ? ? | SELECT /* /* */ 'a' /* */ 'b'
            MYSQL | SELECT ? | SELECT N'x'
            ORACLE | SELECT ?, ?, v$session FROM t#1 | SELECT q'[it's]', nq'!it's!', v$session FROM t#1
            SQL_SERVER | SELECT [it's], ? FROM #t | SELECT [it's], 'x' FROM #t
            SQLITE | SELECT ?, [it's], `it's` | SELECT "it's", [it's], `it's`
            STANDARD | SELECT "name", ? | SELECT "name", 'C:\\'
            UNKNOWN | SELECT ?, ? | SELECT "text", 'it''s'
            UNKNOWN | SELECT ? | SELECT 'it\\'s' FROM t WHERE x = 'secret'
            UNKNOWN | SELECT ? ? | SELECT 1 # it's 'secret'
            UNKNOWN | SELECT ? | SELECT $$it's$$ 'secret'
            UNKNOWN | SELECT ? | SELECT q'[it's]' 'secret'
            UNKNOWN | SELECT ? | SELECT 1 /* /* */ 'secret' */ 'secret'
            """)
    void dialect_decidesWhatIsALiteral(SqlDialect dialect, String text, String sql) {
        assertThat(SqlStatement.parse(sql, dialect).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource(SqlDialect.class)
    void text_isBounded(SqlDialect dialect) {
        String[] hostile = {
            "SELECT '" + "x".repeat(10_000_000),
            "SELECT " + "(".repeat(1_000_000),
            "SELECT " + "$a".repeat(500_000),
            "/*".repeat(500_000),
            "SELECT " + "a,".repeat(500_000),
            "SELECT * FROM " + "t".repeat(1_000_000),
            "WITH x AS (" + "VALUES (1),".repeat(100_000),
            "INSERT INTO t VALUES " + "(1, 'x'),".repeat(100_000),
            "SELECT q'" + "['".repeat(500_000),
            "\\".repeat(1_000_000),
            "\u0000\uD800\uFFFF".repeat(100_000)
        };
        for (String sql : hostile) {
            SqlStatement statement = SqlStatement.parse(sql, dialect);
            assertThat(statement.text().length()).isLessThanOrEqualTo(SanitisedText.MOST);
            assertThat(statement.summary().length()).isLessThanOrEqualTo(StatementShape.MOST);
        }
    }

    @Test
    void keyword_isKnownInAnyLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(postgres("insert into t values (1)").type()).isEqualTo(QueryType.INSERT);
        } finally {
            Locale.setDefault(before);
        }
    }
}
