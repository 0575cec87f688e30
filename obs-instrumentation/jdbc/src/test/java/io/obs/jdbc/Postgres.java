package io.obs.jdbc;

import io.obs.part.postgres.PostgresPart;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The PostgreSQL of all tests, which ends with them, and schemas in it. */
final class Postgres {

    static final PostgresPart PART = PostgresPart.start();

    private Postgres() {}

    /** A data source of a schema; calls are calls of procedures. */
    static DataSource source(String schema) {
        return source(PART.port(), schema);
    }

    static DataSource source(int port, String schema) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(PART.url(port) + "?escapeSyntaxCallMode=callIfNoReturn&connectTimeout=5&currentSchema=" + schema);
        source.setUser(PART.user());
        return source;
    }

    static void create(String schema) throws SQLException {
        run(
                "DROP SCHEMA IF EXISTS " + schema + " CASCADE",
                "CREATE SCHEMA " + schema,
                "CREATE PROCEDURE " + schema + ".noop() LANGUAGE SQL AS 'SELECT 1'");
    }

    static void drop(String schema) throws SQLException {
        run("DROP SCHEMA " + schema + " CASCADE");
    }

    static void run(String... statements) throws SQLException {
        try (Connection connection = source("public").getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
