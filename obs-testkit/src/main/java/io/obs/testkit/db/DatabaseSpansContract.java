package io.obs.testkit.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.obs.collector.ReceivedSpan;
import io.obs.context.RequestContext;
import io.obs.testkit.LogLine;
import io.obs.testkit.TestTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What spans and lines tell of statements, and what they never tell. */
@SuppressWarnings("try") // scopes are only held
interface DatabaseSpansContract extends DatabaseKit {

    private static ReceivedSpan named(List<ReceivedSpan> spans, String name) {
        return spans.stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + spans));
    }

    @Test
    default void statement_isASpanInTheCurrentOne() throws Exception {
        try (DatabaseSession db = DatabaseSession.open(this)) {
            Span outer = db.telemetry
                    .obs()
                    .openTelemetry()
                    .getTracer("test")
                    .spanBuilder("outer")
                    .startSpan();
            try (Scope scope = outer.makeCurrent();
                    Connection connection = db.connection();
                    PreparedStatement select = connection.prepareStatement(
                            "SELECT name FROM orders WHERE id IN (?, 2, 3) -- " + DatabaseSession.SECRET)) {
                select.setInt(1, 1);
                try (ResultSet result = select.executeQuery()) {
                    assertThat(DatabaseSession.rows(result)).isEqualTo(3);
                }
            }
            outer.end();
            ReceivedSpan span = db.spans(1).get(0);
            assertThat(span.name()).isEqualTo("SELECT orders");
            assertThat(span.parentSpanId()).isEqualTo(outer.getSpanContext().getSpanId());
            assertThat(span.status()).isEqualTo("UNSET");
            assertThat(span.attributes())
                    .containsAllEntriesOf(names())
                    .containsEntry("db.query.summary", "SELECT orders")
                    .containsEntry("db.query.text", "SELECT name FROM orders WHERE id IN (?)")
                    .doesNotContainKeys("error.type", "db.operation.batch.size");
        }
    }

    @Test
    default void failedStatement_tellsItsStateAndNothingElse() throws Exception {
        try (DatabaseSession db = DatabaseSession.open(this);
                Connection connection = db.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE orders ADD CONSTRAINT once UNIQUE (name)");
            String insert = "INSERT INTO orders VALUES (%d, '" + DatabaseSession.SECRET + "')";
            statement.executeUpdate(String.format(insert, 8));
            Throwable thrown = catchThrowable(() -> statement.executeUpdate(String.format(insert, 9)));
            assertThat(thrown)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining(DatabaseSession.SECRET); // the driver's own
            ReceivedSpan failed = db.spans(3).get(2);
            assertThat(failed.name()).isEqualTo("INSERT orders");
            assertThat(failed.status()).isEqualTo("ERROR");
            assertThat(failed.attributes())
                    .containsEntry("error.type", "23505")
                    .containsEntry("db.response.status_code", "23505");
            assertThat(failed.events())
                    .singleElement()
                    .satisfies(event -> assertThat(event.attributes())
                            .containsEntry("exception.type", thrown.getClass().getName())
                            .hasEntrySatisfying(
                                    "exception.message",
                                    said -> assertThat(said.toString()).startsWith("SQLState 23505")));
            assertThat(db.spans(3).toString()).doesNotContain(DatabaseSession.SECRET);
            assertThat(db.telemetry.lines())
                    .allSatisfy(line -> assertThat(line.json()).doesNotContain(DatabaseSession.SECRET));
        }
    }

    @Test
    default void batch_isASpanWithItsSize() throws Exception {
        try (DatabaseSession db = DatabaseSession.open(this);
                Connection connection = db.connection();
                Statement statement = connection.createStatement()) {
            statement.addBatch("INSERT INTO orders VALUES (10, 'a')");
            statement.addBatch("INSERT INTO orders VALUES (11, 'b')");
            statement.executeBatch();
            statement.addBatch("INSERT INTO orders VALUES (12, 'c')");
            statement.addBatch("DELETE FROM orders");
            statement.executeBatch();
            statement.addBatch("DELETE FROM orders");
            statement.executeBatch();
            List<ReceivedSpan> spans = db.spans(3);
            assertThat(named(spans, "BATCH INSERT orders").attributes())
                    .containsEntry("db.operation.batch.size", 2L)
                    .containsEntry("db.query.text", "INSERT INTO orders VALUES (?, ?)");
            assertThat(named(spans, "BATCH").attributes()).containsEntry("db.operation.batch.size", 2L);
            assertThat(named(spans, "DELETE orders").attributes()).doesNotContainKey("db.operation.batch.size");
        }
    }

    @Test
    default void transaction_endsWithASpan() throws Exception {
        try (DatabaseSession db = DatabaseSession.open(this);
                Connection connection = db.connection()) {
            connection.setAutoCommit(false);
            DatabaseSession.insert(connection, 7, "seven");
            connection.rollback();
            DatabaseSession.insert(connection, 8, "eight");
            connection.commit();
            assertThat(db.spans(4))
                    .extracting(ReceivedSpan::name)
                    .containsExactly("INSERT orders", "ROLLBACK", "INSERT orders", "COMMIT");
            db.measured(2, "other");
            connection.setAutoCommit(true);
        }
    }

    @Test
    default void failedConnection_isAnEventOfTheSpanAround() {
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            DataSource source = observed(telemetry.obs(), unreachable());
            Span outer = telemetry
                    .obs()
                    .openTelemetry()
                    .getTracer("test")
                    .spanBuilder("outer")
                    .startSpan();
            RequestContext request = RequestContext.of("r-1");
            try (Scope scope = Context.current().with(outer).with(request).makeCurrent()) {
                assertThat(catchThrowable(source::getConnection)).isInstanceOf(SQLException.class);
            }
            outer.end();
            assertThat(request.failureHint()).isIn("dependency", "timeout");
            telemetry.eventually(() -> assertThat(telemetry.spans())
                    .singleElement()
                    .satisfies(span -> assertThat(span.events())
                            .extracting(event -> event.name())
                            .containsExactly("database connection failed")));
        }
    }

    @Test
    default void slowStatement_isALine() throws Exception {
        SteppedClock clock = new SteppedClock();
        try (DatabaseSession db = DatabaseSession.open(this, settings -> settings.clock(clock));
                Connection connection = db.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
            try (Scope scope = Context.current().with(RequestContext.of("r-7")).makeCurrent();
                    ResultSet result = statement.executeQuery(
                            "SELECT id FROM orders WHERE name <> '" + DatabaseSession.SECRET + "'")) {
                assertThat(result.next()).isTrue();
                clock.step(Duration.ofMillis(1_500));
                assertThat(db.telemetry.lines("obs.db")).isEmpty();
            }
            LogLine line = db.telemetry.lines("obs.db").get(0);
            assertThat(db.telemetry.lines("obs.db")).hasSize(1);
            assertThat(line.message()).isEqualTo("slow statement: SELECT orders");
            assertThat(line.fields())
                    .containsEntry("level", "WARN")
                    .containsEntry("duration_ms", 1500L)
                    .containsEntry("query_type", "select")
                    .containsEntry("statement", "SELECT id FROM orders WHERE name <> ?")
                    .containsEntry("request_id", "r-7");
        }
    }
}
