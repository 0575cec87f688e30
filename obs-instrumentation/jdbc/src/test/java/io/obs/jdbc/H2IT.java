package io.obs.jdbc;

import io.obs.Observability;
import io.obs.testkit.db.DatabaseContract;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** H2 in memory, each connection a new one. */
class H2IT implements DatabaseContract {

    private final String name = "contract-" + UUID.randomUUID();

    static DataSource h2(String url) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        return source;
    }

    @Override
    public DataSource bare() {
        return h2("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
    }

    @Override
    public DataSource unreachable() {
        return h2("jdbc:h2:tcp://127.0.0.1:1/nothing");
    }

    @Override
    public DataSource observed(Observability obs, DataSource bare) {
        return JdbcObservability.create(obs).wrap(bare);
    }

    @Override
    public Map<String, Object> names() {
        return Map.of("db.system.name", "h2database", "db.namespace", name);
    }

    @Override
    public String endless() {
        return "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000) a, SYSTEM_RANGE(1, 1000000) b WHERE a.x + b.x < 0";
    }

    @Override
    public String call() {
        return "CALL ABS(1)";
    }
}
