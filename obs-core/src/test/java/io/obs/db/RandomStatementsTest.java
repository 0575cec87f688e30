package io.obs.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements put together by chance: whatever stands beside them, no literal is shown. */
class RandomStatementsTest {

    private static final int STATEMENTS = 5_000;
    private static final String SECRET = "zqzq";

    private static final List<String> CODE = List.of(
            "SELECT",
            "FROM",
            "WHERE",
            "AND",
            "IN",
            "VALUES",
            "(",
            ")",
            ",",
            "=",
            "- ",
            "::int",
            "t1",
            "\n",
            " ",
            ".",
            "WITH x AS (",
            "INSERT INTO t",
            "UPDATE t SET",
            "NULL",
            "[1]",
            ":name",
            "$1",
            "?",
            ";",
            "*",
            "AS",
            "-- \n",
            "{call",
            "}",
            "CASE WHEN",
            "IDENTIFIED BY",
            "@x",
            "||",
            "->>",
            "e",
            "N",
            "q ",
            "_",
            "é",
            "\uD83D\uDE00");

    private static String doubled(String value) {
        return value.replace("'", "''");
    }

    /** How values may be written in that dialect. */
    private static List<UnaryOperator<String>> literals(SqlDialect dialect) {
        UnaryOperator<String> plain = value -> "'" + doubled(value.replace("\\", "")) + "'";
        UnaryOperator<String> number = value -> "7" + SECRET + "1";
        UnaryOperator<String> comment =
                value -> " /* " + value.replace("/*", "").replace("*/", "") + " */ ";
        UnaryOperator<String> line = value -> " -- " + value.replaceAll("[\r\n]", "") + "\n";
        UnaryOperator<String> escaped =
                value -> "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
        UnaryOperator<String> doubleQuoted =
                value -> "\"" + value.replace("\"", "\"\"").replace("\\", "") + "\"";
        return switch (dialect) {
            case POSTGRESQL ->
                List.of(
                        plain,
                        number,
                        comment,
                        line,
                        value -> "'" + doubled(value) + "'",
                        value -> " E" + escaped.apply(value),
                        value -> " $$" + value.replace("$", "") + "$$",
                        value -> " $a1$" + value.replace("$a1", "") + "$a1$",
                        value -> " X'" + SECRET + "'",
                        value -> " /* a /* " + SECRET + " */ " + SECRET + " */ ");
            case MYSQL ->
                List.of(
                        plain,
                        number,
                        comment,
                        line,
                        escaped,
                        doubleQuoted,
                        value -> "# " + value.replaceAll("[\r\n]", "") + "\n",
                        value -> " N" + escaped.apply(value));
            case ORACLE ->
                List.of(
                        plain,
                        number,
                        comment,
                        line,
                        value -> " q'{" + value.replace("}", "") + "}'",
                        value -> " NQ'~" + value.replace("~", "") + "~'");
            case SQL_SERVER -> List.of(plain, number, comment, line, value -> " N'" + doubled(value) + "'");
            case SQLITE -> List.of(plain, number, comment, line, doubleQuoted);
            case STANDARD -> List.of(plain, number, comment, line, value -> "'" + doubled(value) + "'");
            case UNKNOWN ->
                List.of(
                        plain,
                        number,
                        comment,
                        line,
                        escaped,
                        doubleQuoted,
                        value -> " $$" + value.replace("$", "") + "$$",
                        value -> " q'[" + value.replace("]", "") + "]'");
        };
    }

    private static String value(Random random) {
        String noise = "'\"\\$`;-*/ \n?x1[](){}#,é";
        StringBuilder value = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            value.append(noise.charAt(random.nextInt(noise.length())));
        }
        value.append(SECRET);
        for (int i = random.nextInt(4); i > 0; i--) {
            value.append(noise.charAt(random.nextInt(noise.length())));
        }
        return value.toString();
    }

    @ParameterizedTest
    @EnumSource(SqlDialect.class)
    void literal_isNeverShown(SqlDialect dialect) {
        List<UnaryOperator<String>> literals = literals(dialect);
        for (int seed = 0; seed < STATEMENTS; seed++) {
            Random random = new Random(seed);
            StringBuilder sql = new StringBuilder();
            for (int i = 1 + random.nextInt(12); i > 0; i--) {
                sql.append(CODE.get(random.nextInt(CODE.size()))).append(random.nextInt(3) == 0 ? "" : " ");
                if (random.nextInt(3) == 0) {
                    // Behind white space: what touches a word may belong to it.
                    sql.append(' ')
                            .append(literals.get(random.nextInt(literals.size()))
                                    .apply(value(random)))
                            .append(' ');
                }
            }
            SqlStatement statement = SqlStatement.parse(sql.toString(), dialect);
            assertThat(statement.text() + statement.summary())
                    .as("seed %d: %s", seed, sql)
                    .doesNotContain(SECRET);
        }
    }
}
