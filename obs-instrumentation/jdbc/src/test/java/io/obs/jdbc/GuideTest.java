package io.obs.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.obs.db.ConnectionPool;
import io.obs.db.ConnectionPools;
import io.obs.testkit.GuidePage;
import io.obs.testkit.TestTelemetry;
import java.nio.file.Path;
import java.sql.Connection;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The guide's Java, compiled and run. */
class GuideTest {

    /** A pool of the service's own. */
    private record OwnPool(int idle, int open, int limit) {}

    @Test
    void page_isTrue() throws Exception {
        GuidePage.of(Path.of("../../docs/guide/jdbc.md"))
                .isCompiledIn(Path.of("src/test/java/io/obs/jdbc/GuideTest.java"));
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:guide");
        OwnPool pool = new OwnPool(1, 18, 20);
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            var obs = telemetry.obs();
            DataSource orders = JdbcObservability.create(obs).wrap(new HikariDataSource(config));
            try (Connection connection = orders.getConnection()) {
                assertThat(connection.isValid(1)).isTrue();
            }
            ConnectionPools.create(obs).add(new ConnectionPool() {
                @Override
                public int available() {
                    return pool.idle() + pool.limit() - pool.open();
                }

                @Override
                public int maximum() {
                    return pool.limit();
                }
            });
            assertThat(telemetry.scrape().value("db_connection_pool_available")).hasValue(3);
            assertThat(telemetry.scrape().value("db_connection_pool_total")).hasValue(20);
            ((AutoCloseable) orders).close();
        }
    }
}
