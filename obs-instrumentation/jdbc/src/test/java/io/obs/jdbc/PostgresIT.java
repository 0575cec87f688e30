package io.obs.jdbc;

import io.obs.Observability;
import io.obs.testkit.db.DatabaseContract;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL, each connection a new one. */
class PostgresIT implements DatabaseContract {

    private static final String SCHEMA = "obs_jdbc_" + ProcessHandle.current().pid();

    @BeforeAll
    static void create() throws SQLException {
        Postgres.create(SCHEMA);
    }

    @AfterAll
    static void drop() throws SQLException {
        Postgres.drop(SCHEMA);
    }

    @Override
    public DataSource bare() {
        return Postgres.source(SCHEMA);
    }

    @Override
    public DataSource unreachable() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL("jdbc:postgresql://127.0.0.1:1/nothing");
        return source;
    }

    @Override
    public DataSource observed(Observability obs, DataSource bare) {
        return JdbcObservability.create(obs).wrap(bare);
    }

    @Override
    public Map<String, Object> names() {
        return Map.of(
                "db.system.name",
                "postgresql",
                "db.namespace",
                Postgres.PART.database(),
                "server.address",
                Postgres.PART.host(),
                "server.port",
                (long) Postgres.PART.port());
    }

    @Override
    public String endless() {
        return "SELECT pg_sleep(600)";
    }

    @Override
    public String call() {
        return "CALL noop()";
    }
}
