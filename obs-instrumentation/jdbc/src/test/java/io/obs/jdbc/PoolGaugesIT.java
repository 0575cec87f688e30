package io.obs.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.obs.db.ConnectionPool;
import io.obs.db.ConnectionPools;
import io.obs.pipeline.Meters.Registration;
import io.obs.testkit.TestTelemetry;
import java.sql.Connection;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the two gauges show of HikariCP's pools, and of others. */
class PoolGaugesIT {

    private final TestTelemetry telemetry = TestTelemetry.start();
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void close() {
        released.countDown();
        telemetry.close();
    }

    private record Fixed(IntSupplier free, int maximum) implements ConnectionPool {
        @Override
        public int available() {
            return free.getAsInt();
        }
    }

    private Registration pool(int maximum, IntSupplier available) {
        return ConnectionPools.create(telemetry.obs()).add(new Fixed(available, maximum));
    }

    private void shown(double available, double total) {
        assertThat(telemetry.scrape().value("db_connection_pool_available", "service", TestTelemetry.SERVICE))
                .hasValue(available);
        assertThat(telemetry.scrape().value("db_connection_pool_total", "service", TestTelemetry.SERVICE))
                .hasValue(total);
    }

    private void gone() {
        assertThat(telemetry.scrape().series("db_connection_pool_available")).isEmpty();
        assertThat(telemetry.scrape().series("db_connection_pool_total")).isEmpty();
    }

    private DataSource wrap(DataSource source) {
        return JdbcObservability.create(telemetry.obs()).wrap(source);
    }

    @Test
    void hikari_isShownFromBeforeItOpensUntilItIsClosed() throws Exception {
        HikariDataSource lazy = new HikariDataSource(); // opens with its first connection
        lazy.setJdbcUrl("jdbc:h2:mem:lazy");
        gone();
        DataSource source = wrap(lazy);
        shown(10, 10);
        lazy.setMaximumPoolSize(4);
        shown(4, 4);
        try (Connection one = source.getConnection();
                Connection two = source.getConnection()) {
            assertThat(one).isNotEqualTo(two);
            telemetry.eventually(() -> shown(2, 4));
        }
        telemetry.eventually(() -> shown(4, 4));
        lazy.close();
        telemetry.eventually(this::gone);
    }

    @Test
    void ofSeveralPools_bothGaugesShowTheMostExhausted() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:several");
        config.setMaximumPoolSize(2);
        try (HikariDataSource small = new HikariDataSource(config)) {
            DataSource source = wrap(small);
            Registration large = pool(100, () -> 60);
            shown(60, 100);
            try (Connection one = source.getConnection();
                    Connection two = source.getConnection()) {
                assertThat(one).isNotEqualTo(two);
                telemetry.eventually(() -> shown(0, 2));
            }
            telemetry.eventually(() -> shown(60, 100));
            large.remove();
            telemetry.eventually(() -> shown(2, 2));
        }
        telemetry.eventually(this::gone);
    }

    @Test
    void poolThatThrowsOrHangs_isLeftOut() {
        pool(10, () -> {
            throw new StackOverflowError("an Error, not an Exception");
        });
        pool(10, () -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 0;
        });
        pool(10, () -> 7);
        telemetry.eventually(() -> shown(7, 10));
        telemetry.eventually(() -> shown(7, 10));
        released.countDown();
        telemetry.eventually(() -> shown(0, 10));
        assertThat(telemetry
                        .scrape()
                        .value("obs_internal_errors_total", "component", "db")
                        .orElseThrow())
                .isPositive();
    }

    @Test
    void poolThatKnowsNothingYet_isNotShown() {
        pool(0, () -> 0);
        gone();
        pool(5, () -> 99); // more than there can be
        telemetry.eventually(() -> shown(5, 5));
    }
}
