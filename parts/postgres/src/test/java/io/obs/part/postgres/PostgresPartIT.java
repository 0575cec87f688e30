package io.obs.part.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresPartIT {

    private static long ask(PostgresPart postgres, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.url(), postgres.user(), "");
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return statement.getUpdateCount();
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    @Test
    void part_answers() throws SQLException {
        try (PostgresPart postgres = PostgresPart.start()) {
            assertThat(ask(postgres, "SELECT 40 + 2")).isEqualTo(42);
            assertThat(postgres.isEmbedded()).isEqualTo(System.getenv(PostgresPart.STANDING) == null);
        }
    }

    @Test
    void embeddedPart_comesBackOnItsPortWithItsData(@TempDir Path directory) throws SQLException {
        Path data = directory.resolve("data");
        int port;
        try (PostgresPart postgres = PostgresPart.embedded(0, data)) {
            port = postgres.port();
            ask(postgres, "CREATE TABLE kept AS SELECT 7 AS n");
        }
        try (PostgresPart postgres = PostgresPart.embedded(port, data)) {
            assertThat(postgres.port()).isEqualTo(port);
            assertThat(ask(postgres, "SELECT n FROM kept")).isEqualTo(7);
        }
    }

    /** Kills the JVM that has it, as a shutdown hook would not see. */
    @Test
    void embeddedPart_endsWithItsProcess() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = parent.inputReader().readLine();
        assertThat(said).as("nothing else on stdout").matches("\\d+ .*");
        long pid = Long.parseLong(said.substring(0, said.indexOf(' ')));
        assertThat(ProcessHandle.of(pid)).isPresent();
        parent.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        Path data = Path.of(said.substring(said.indexOf(' ') + 1));
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(Files.exists(data)).isFalse();
        });
    }

    /** Starts one and waits to be killed. */
    static final class Holder {
        public static void main(String[] args) throws Exception {
            PostgresPart postgres = PostgresPart.embedded(0);
            try (Connection connection = DriverManager.getConnection(postgres.url(), postgres.user(), "");
                    Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SHOW data_directory")) {
                result.next();
                Path data = Path.of(result.getString(1));
                System.out.println(
                        Files.readAllLines(data.resolve("postmaster.pid")).get(0) + " " + data);
            }
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        }
    }

    @Test
    void wrongAddress_isToldClearly() {
        assertThatThrownBy(() -> PostgresPart.standing("localhost"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("OBS_IT_POSTGRES=localhost; allowed: host:port");
    }
}
