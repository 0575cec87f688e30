package io.obs.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import io.obs.part.postgres.PostgresPart;
import io.obs.testkit.TestTelemetry;
import io.obs.testkit.net.FaultyPath;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL that goes away and comes back. */
class PostgresFailuresIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final TestTelemetry telemetry = TestTelemetry.start();

    @AfterEach
    void close() {
        telemetry.close();
    }

    private DataSource observed(DataSource bare) {
        return JdbcObservability.create(telemetry.obs()).wrap(bare);
    }

    private static int ask(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT 42")) {
            result.next();
            return result.getInt(1);
        }
    }

    private double errors() {
        return telemetry.scrape().value("db_errors_total").orElseThrow();
    }

    private static void comesBack(DataSource source) {
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(ask(source)).isEqualTo(42));
    }

    @Test
    void killedConnection_isOneError() throws Exception {
        try (Connection connection = observed(Postgres.source("public")).getConnection();
                Statement statement = connection.createStatement()) {
            long backend;
            try (ResultSet pid = statement.executeQuery("SELECT pg_backend_pid()")) {
                pid.next();
                backend = pid.getLong(1);
            }
            Postgres.run("SELECT pg_terminate_backend(" + backend + ")");
            assertThat(catchThrowable(() -> statement.executeQuery("SELECT 1"))).isInstanceOf(SQLException.class);
            assertThat(errors()).isEqualTo(1);
        }
    }

    @Test
    void brokenPath_isAnErrorEachTime_andTheServiceGoesOnAfterIt() throws Exception {
        try (FaultyPath path = FaultyPath.to(Postgres.PART.host(), Postgres.PART.port());
                HikariDataSource pool = Pools.impatient(Postgres.source(path.port(), "public"), 2)) {
            DataSource source = observed(pool);
            comesBack(source);
            double before = errors();
            path.cut();
            for (int i = 1; i <= 3; i++) {
                assertThat(catchThrowable(() -> ask(source))).isInstanceOf(SQLException.class);
                assertThat(errors()).isEqualTo(before + i);
            }
            path.heal();
            comesBack(source);
            telemetry.eventually(() -> assertThat(telemetry.scrape().value("db_connection_pool_available"))
                    .hasValue(2));
        }
    }

    @Test
    void stoppedServer_isAnError_andTheServiceGoesOnAfterIt(@TempDir Path directory) throws Exception {
        Path data = directory.resolve("data");
        PGSimpleDataSource bare = new PGSimpleDataSource();
        DataSource source = observed(bare);
        int port;
        try (PostgresPart postgres = PostgresPart.embedded(0, data)) {
            port = postgres.port();
            bare.setURL(postgres.url());
            bare.setUser(postgres.user());
            comesBack(source);
        }
        double before = errors();
        assertThat(catchThrowable(() -> ask(source))).isInstanceOf(SQLException.class);
        assertThat(errors()).isEqualTo(before + 1);
        try (PostgresPart postgres = PostgresPart.embedded(port, data)) {
            assertThat(postgres.port()).isEqualTo(port);
            comesBack(source);
        }
    }
}
