package io.obs.benchmarks;

import io.obs.Observability;
import io.obs.jdbc.JdbcObservability;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.h2.jdbcx.JdbcDataSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A prepared select of ten rows on H2 in memory: bare, through datasource-proxy with nobody listening but to the
 * result, and observed without an exporter.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JdbcBenchmark {

    private static final String SELECT = "SELECT id, name FROM orders WHERE id > ?";
    private static final int ROWS = 10;

    private final Observability obs = Observability.builder()
            .service("bench")
            .set("obs.admin.enabled", "false")
            .build();

    private final JdbcDataSource h2 = new JdbcDataSource();
    private DataSource proxied = h2;
    private DataSource observed = h2;
    private Connection[] connections = {};

    @Setup
    public void setUp() throws SQLException {
        h2.setURL("jdbc:h2:mem:bench;DB_CLOSE_DELAY=-1");
        proxied = ProxyDataSourceBuilder.create(h2).proxyResultSet().build();
        observed = JdbcObservability.create(obs).wrap(h2);
        connections = new Connection[] {h2.getConnection(), proxied.getConnection(), observed.getConnection()};
        try (Statement statement = connections[0].createStatement()) {
            statement.execute("CREATE TABLE orders (id INT PRIMARY KEY, name VARCHAR(20))");
            for (int id = 1; id <= ROWS; id++) {
                statement.execute("INSERT INTO orders VALUES (" + id + ", 'order')");
            }
        }
    }

    @TearDown
    public void tearDown() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
        obs.close();
    }

    private static int select(Connection connection) throws SQLException {
        int sum = 0;
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setInt(1, 0);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    sum += rows.getInt(1) + rows.getString(2).length();
                }
            }
        }
        return sum;
    }

    @Benchmark
    public int bare() throws SQLException {
        return select(connections[0]);
    }

    @Benchmark
    public int datasourceProxy() throws SQLException {
        return select(connections[1]);
    }

    @Benchmark
    public int obs() throws SQLException {
        return select(connections[2]);
    }
}
