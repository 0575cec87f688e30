package io.obs.testkit.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.obs.testkit.TestTelemetry;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What is counted and measured of statements. */
@SuppressWarnings("try") // closing is what is tested
interface DatabaseMetricsContract extends DatabaseKit {

    int THREADS = 8;
    int ROUNDS = 50;

    @Test
    default void series_existAtZero() throws Exception {
        try (DatabaseSession db = DatabaseSession.open(this)) {
            for (String type : new String[] {"select", "insert", "update", "delete", "ddl", "other"}) {
                db.measured(0, type);
            }
            db.errors(0);
        }
    }

    @Test
    default void statements_areMeasuredByTheirType() throws Exception {
        try (DatabaseSession db = DatabaseSession.open(this);
                Connection connection = db.connection();
                Statement statement = connection.createStatement()) {
            DatabaseSession.insert(connection, 7, "seven");
            assertThat(statement.executeUpdate("/* one */ INSERT INTO orders VALUES (8, 'eight')"))
                    .isEqualTo(1);
            assertThat(statement.executeUpdate("UPDATE orders SET name = 'x' WHERE id > 6"))
                    .isEqualTo(2);
            try (ResultSet result = statement.executeQuery("WITH o AS (SELECT * FROM orders) SELECT * FROM o")) {
                assertThat(DatabaseSession.rows(result)).isEqualTo(5);
            }
            assertThat(statement.execute("SELECT 1")).isTrue();
            assertThat(DatabaseSession.rows(statement.getResultSet())).isEqualTo(1);
            assertThat(statement.executeLargeUpdate("DELETE FROM orders WHERE id = 7"))
                    .isEqualTo(1);
            assertThat(statement.execute("CREATE INDEX orders_by_name ON orders (name)"))
                    .isFalse();
            statement.execute(call());
            statement.close();
            db.measured(2, "insert");
            db.measured(1, "update");
            db.measured(2, "select");
            db.measured(1, "delete");
            db.measured(1, "ddl");
            db.measured(1, "other");
            db.errors(0);
        }
    }

    @Test
    default void failedStatements_areCountedOnce() throws Exception {
        try (DatabaseSession db = DatabaseSession.open(this);
                Connection connection = db.connection();
                Statement statement = connection.createStatement()) {
            assertThat(catchThrowable(() -> statement.execute("SELEC 1"))).isInstanceOf(SQLException.class);
            db.errors(1);
            assertThat(catchThrowable(() -> {
                        try (PreparedStatement select = connection.prepareStatement("SELECT * FROM nowhere")) {
                            select.executeQuery(); // H2 knows already when it prepares it
                        }
                    }))
                    .isInstanceOf(SQLException.class);
            db.errors(2);
            Throwable twice = catchThrowable(() -> DatabaseSession.insert(connection, 1, "again"));
            assertThat(twice).isInstanceOf(SQLException.class);
            assertThat(((SQLException) twice).getSQLState()).isEqualTo("23505");
            db.errors(3);
            db.measured(1, "insert");
        }
    }

    @Test
    default void batch_isOneExecution() throws Exception {
        try (DatabaseSession db = DatabaseSession.open(this);
                Connection connection = db.connection();
                PreparedStatement insert = connection.prepareStatement(DatabaseSession.INSERT)) {
            for (int id = 10; id < 15; id++) {
                insert.setInt(1, id);
                insert.setString(2, "batched");
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(5);
            db.measured(1, "insert");
            assertThat(insert.executeBatch()).isEmpty();
            db.measured(1, "insert");
            for (int id = 14; id < 16; id++) {
                insert.setInt(1, id);
                insert.setString(2, "again");
                insert.addBatch();
            }
            assertThat(catchThrowable(insert::executeBatch)).isInstanceOf(BatchUpdateException.class);
            db.measured(2, "insert");
            db.errors(1);
            insert.clearBatch();
            assertThat(insert.executeBatch()).isEmpty();
            db.measured(2, "insert");
        }
    }

    @Test
    default void connectionThatIsNotToBeHad_isAnError() {
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            DataSource bare = unreachable();
            Throwable expected = catchThrowable(bare::getConnection);
            DataSource source = observed(telemetry.obs(), bare);
            assertThat(catchThrowable(source::getConnection))
                    .hasSameClassAs(expected)
                    .isInstanceOf(SQLException.class);
            assertThat(telemetry.scrape().value("db_errors_total")).hasValue(1);
            assertThat(telemetry.scrape().value("db_query_duration_seconds_count", "query_type", "other"))
                    .hasValue(0);
        }
    }

    @Test
    default void statementOfManyThreads_areAllMeasured() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (DatabaseSession db = DatabaseSession.open(this)) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                all.add(threads.submit(() -> {
                    int rows = 0;
                    for (int round = 0; round < ROUNDS; round++) {
                        try (Connection connection = db.connection();
                                PreparedStatement select = connection.prepareStatement(DatabaseSession.SELECT);
                                ResultSet result = select.executeQuery()) {
                            rows += DatabaseSession.rows(result);
                        }
                    }
                    return rows;
                }));
            }
            for (Future<Integer> one : all) {
                assertThat(one.get()).isEqualTo(3 * ROUNDS);
            }
            db.measured(THREADS * ROUNDS, "select");
            db.errors(0);
        } finally {
            threads.shutdownNow();
        }
    }
}
