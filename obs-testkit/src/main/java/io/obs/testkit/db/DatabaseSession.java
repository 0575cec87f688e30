package io.obs.testkit.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import io.obs.collector.ReceivedSpan;
import io.obs.testkit.TestTelemetry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** One test: an obs, the observed database, and a table {@code orders} that is gone afterwards. */
final class DatabaseSession implements AutoCloseable {

    /** What must never be seen. */
    static final String SECRET = "hunter2@example.org";

    static final String INSERT = "INSERT INTO orders (id, name) VALUES (?, ?)";
    static final String SELECT = "SELECT id, name FROM orders";

    final TestTelemetry telemetry;
    final DataSource bare;
    final DataSource source;

    private DatabaseSession(DatabaseKit kit, Consumer<Observability.Builder> settings) throws SQLException {
        bare = kit.bare();
        try (Connection connection = bare.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS orders");
            statement.execute("CREATE TABLE orders (id INT PRIMARY KEY, name VARCHAR(200))");
            statement.execute("INSERT INTO orders VALUES (1, 'one'), (2, 'two'), (3, 'three')");
        }
        telemetry = TestTelemetry.start(settings);
        source = kit.observed(telemetry.obs(), bare);
    }

    static DatabaseSession open(DatabaseKit kit) throws SQLException {
        return new DatabaseSession(kit, settings -> {});
    }

    static DatabaseSession open(DatabaseKit kit, Consumer<Observability.Builder> settings) throws SQLException {
        return new DatabaseSession(kit, settings);
    }

    Connection connection() throws SQLException {
        return source.getConnection();
    }

    /** Runs it on a connection of its own. */
    void run(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static void insert(Connection connection, int id, String name) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setInt(1, id);
            insert.setString(2, name);
            insert.executeUpdate();
        }
    }

    static int rows(ResultSet result) throws SQLException {
        int rows = 0;
        while (result.next()) {
            rows++;
        }
        return rows;
    }

    void measured(double count, String type) {
        assertThat(telemetry.scrape().value("db_query_duration_seconds_count", "query_type", type))
                .as(type)
                .hasValue(count);
    }

    void errors(double count) {
        assertThat(telemetry.scrape().value("db_errors_total", "service", TestTelemetry.SERVICE))
                .as("errors")
                .hasValue(count);
    }

    /** The spans of statements, once there are so many. */
    List<ReceivedSpan> spans(int count) {
        telemetry.eventually(() -> assertThat(received()).hasSize(count));
        return received();
    }

    private List<ReceivedSpan> received() {
        return telemetry.spans().stream()
                .filter(span -> span.kind().equals("CLIENT"))
                .toList();
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = bare.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS orders");
        } finally {
            telemetry.close();
            closePool();
        }
    }

    private void closePool() throws SQLException {
        if (bare instanceof AutoCloseable pool) {
            try {
                pool.close();
            } catch (Exception e) {
                throw new SQLException("can't close " + pool, e);
            }
        }
    }
}
