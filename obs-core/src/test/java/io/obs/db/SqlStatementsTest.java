package io.obs.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlStatementsTest {

    private final SqlStatements statements = new SqlStatements(SqlDialect.POSTGRESQL);

    @Test
    void knownStatement_isNotReadAgain() {
        SqlStatement first = statements.of("SELECT * FROM orders");
        assertThat(statements.of(new String("SELECT * FROM orders".toCharArray())))
                .isSameAs(first);
    }

    @Test
    void statementThatIsRepeated_staysBesideOthersThatNeverComeAgain() {
        SqlStatement kept = statements.of("SELECT * FROM orders");
        for (int i = 0; i < 20 * SqlStatements.MOST; i++) {
            statements.of("SELECT " + i);
            if (i % 100 == 0) {
                assertThat(statements.of("SELECT * FROM orders")).isSameAs(kept);
            }
        }
        assertThat(statements.size()).isLessThanOrEqualTo(2 * SqlStatements.MOST);
    }

    @Test
    void longStatements_fillNoMemory() {
        for (int i = 0; i < 1_000; i++) {
            statements.of("SELECT " + i + " x".repeat(SqlStatements.LONGEST / 2 - 10));
        }
        assertThat(statements.size())
                .isLessThanOrEqualTo((int) (2 * SqlStatements.MOST_CHARS / SqlStatements.LONGEST) + 4);
        int before = statements.size();
        assertThat(statements.of("SELECT '" + "x".repeat(SqlStatements.LONGEST)).text())
                .isEqualTo("SELECT ?");
        assertThat(statements.size()).isEqualTo(before);
    }
}
