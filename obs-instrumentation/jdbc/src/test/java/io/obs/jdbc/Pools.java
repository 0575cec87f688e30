package io.obs.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/** Pools that give up soon. */
final class Pools {

    /** The least that HikariCP allows. */
    private static final int WAIT_MILLIS = 250;

    private static final int PATIENT_MILLIS = 60_000;

    private Pools() {}

    static HikariDataSource of(DataSource source, int most) {
        return new HikariDataSource(config(source, most, PATIENT_MILLIS));
    }

    static HikariDataSource impatient(DataSource source, int most) {
        return new HikariDataSource(config(source, most, WAIT_MILLIS));
    }

    private static HikariConfig config(DataSource source, int most, int waitMillis) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(waitMillis);
        config.setValidationTimeout(WAIT_MILLIS);
        return config;
    }
}
