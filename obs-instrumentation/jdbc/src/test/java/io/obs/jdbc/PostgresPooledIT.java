package io.obs.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;

/** PostgreSQL through HikariCP. */
class PostgresPooledIT extends PostgresIT {

    private final HikariDataSource unreachable = Pools.impatient(super.unreachable(), 2);

    @AfterEach
    void close() {
        unreachable.close();
    }

    @Override
    public DataSource bare() {
        return Pools.of(super.bare(), 4);
    }

    @Override
    public DataSource unreachable() {
        return unreachable;
    }
}
