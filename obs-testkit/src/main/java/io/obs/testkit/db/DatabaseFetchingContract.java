package io.obs.testkit.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.obs.collector.ReceivedSpan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A query lasts until its result is read or given up. */
@SuppressWarnings("try") // closing is what is tested
interface DatabaseFetchingContract extends DatabaseKit {

    int FORGOTTEN = 200;

    /** How many results of a connection may wait to be measured. */
    int OPEN = 8;

    @Test
    default void query_endsWhenItsResultIsExhausted() throws Exception {
        try (DatabaseSession db = DatabaseSession.open(this);
                Connection connection = db.connection();
                Statement statement = connection.createStatement()) {
            ResultSet result = statement.executeQuery(DatabaseSession.SELECT);
            assertThat(result.next()).isTrue();
            db.measured(0, "select");
            assertThat(DatabaseSession.rows(result)).isEqualTo(2);
            db.measured(1, "select");
            result.close();
            statement.close();
            db.measured(1, "select");
        }
    }

    @Test
    default void query_endsWhenItsResultIsGivenUp() throws Exception {
        try (DatabaseSession db = DatabaseSession.open(this);
                Connection connection = db.connection()) {
            Statement statement = connection.createStatement();
            statement.executeQuery(DatabaseSession.SELECT).close();
            db.measured(1, "select");
            assertThat(statement.executeQuery(DatabaseSession.SELECT).next()).isTrue();
            assertThat(statement.executeUpdate("UPDATE orders SET name = 'x' WHERE id = 1"))
                    .isEqualTo(1); // ends what is still read
            db.measured(2, "select");
            assertThat(statement.execute(DatabaseSession.SELECT)).isTrue();
            db.measured(2, "select");
            assertThat(statement.getMoreResults()).isFalse();
            db.measured(3, "select");
            assertThat(statement.executeQuery(DatabaseSession.SELECT).next()).isTrue();
            statement.close();
            db.measured(4, "select");
            assertThat(connection
                            .prepareStatement(DatabaseSession.SELECT)
                            .executeQuery()
                            .next())
                    .isTrue();
            connection.close();
            db.measured(5, "select");
            db.errors(0);
            assertThat(db.spans(6)).allSatisfy(span -> assertThat(span.status()).isEqualTo("UNSET"));
        }
    }

    @Test
    default void resultsThatNobodyCloses_areMeasuredAllTheSame() throws Exception {
        try (DatabaseSession db = DatabaseSession.open(this)) {
            List<ResultSet> forgotten = new ArrayList<>();
            try (Connection connection = db.connection()) {
                for (int i = 0; i < FORGOTTEN; i++) {
                    PreparedStatement select = connection.prepareStatement(DatabaseSession.SELECT);
                    ResultSet result = select.executeQuery();
                    assertThat(result.next()).isTrue();
                    forgotten.add(result);
                }
                db.measured(FORGOTTEN - OPEN, "select");
                assertThat(forgotten.get(0).next()).isTrue(); // and can be read on
            }
            db.measured(FORGOTTEN, "select");
        }
    }

    @Test
    default void timeout_isAnError() throws Exception {
        try (DatabaseSession db = DatabaseSession.open(this);
                Connection connection = db.connection();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThat(catchThrowable(() -> {
                        try (ResultSet result = statement.executeQuery(endless())) {
                            DatabaseSession.rows(result);
                        }
                    }))
                    .isInstanceOf(SQLException.class);
            db.errors(1);
            db.measured(1, "select");
            assertThat(db.spans(1)).extracting(ReceivedSpan::status).containsExactly("ERROR");
        }
    }

    @Test
    default void cancelledStatement_isAnError() throws Exception {
        try (DatabaseSession db = DatabaseSession.open(this);
                Connection connection = db.connection();
                Statement statement = connection.createStatement()) {
            CompletableFuture<Throwable> thrown = CompletableFuture.supplyAsync(() -> catchThrowable(() -> {
                try (ResultSet result = statement.executeQuery(endless())) {
                    DatabaseSession.rows(result);
                }
            }));
            db.telemetry.eventually(() -> {
                assertThat(catchThrowable(statement::cancel)).isNull();
                assertThat(thrown).isDone();
            });
            assertThat(thrown.get()).isInstanceOf(SQLException.class);
            db.errors(1);
        }
    }
}
