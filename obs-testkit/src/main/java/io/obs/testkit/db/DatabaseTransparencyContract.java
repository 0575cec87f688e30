package io.obs.testkit.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody who uses the database notices that it is observed. */
@SuppressWarnings("try") // closing is what is tested
interface DatabaseTransparencyContract extends DatabaseKit {

    @Test
    default void objects_leadToTheObservedOnes() throws Exception {
        try (DatabaseSession db = DatabaseSession.open(this);
                Connection connection = db.connection();
                Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement(DatabaseSession.SELECT);
                CallableStatement call = connection.prepareCall("{call " + call().substring(5) + "}")) {
            assertThat(statement.getConnection()).isSameAs(connection);
            assertThat(prepared.getConnection()).isSameAs(connection);
            assertThat(call.getConnection()).isSameAs(connection);
            assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
            try (ResultSet result = prepared.executeQuery()) {
                assertThat(result.getStatement()).isSameAs(prepared);
            }
            call.execute();
            assertThat(call).isNotEqualTo(prepared);
            assertThat(List.of(call)).contains(call);
            assertThat(connection).isEqualTo(call.getConnection()).isNotEqualTo(statement);
            assertThat(connection.isWrapperFor(Connection.class)).isTrue();
            assertThat(statement.unwrap(Statement.class)).isSameAs(statement);
            call.close();
            db.measured(1, "other");
        }
    }

    @Test
    default void generatedKeys_areTheDrivers() throws Exception {
        try (DatabaseSession db = DatabaseSession.open(this);
                Connection connection = db.connection();
                PreparedStatement insert = connection.prepareStatement(DatabaseSession.INSERT, new String[] {"id"})) {
            insert.setInt(1, 77);
            insert.setString(2, "x");
            insert.executeUpdate();
            try (ResultSet keys = insert.getGeneratedKeys()) {
                assertThat(keys.next()).isTrue();
                assertThat(keys.getInt(1)).isEqualTo(77);
                assertThat(keys.getStatement()).isSameAs(insert);
            }
            db.measured(0, "select");
        }
    }

    @Test
    default void database_worksOnOnceObsIsClosed() throws Exception {
        try (DatabaseSession db = DatabaseSession.open(this);
                Connection before = db.connection();
                PreparedStatement prepared = before.prepareStatement(DatabaseSession.SELECT)) {
            db.telemetry.obs().close();
            try (ResultSet result = prepared.executeQuery()) {
                assertThat(DatabaseSession.rows(result)).isEqualTo(3);
            }
            try (Connection connection = db.connection();
                    Statement statement = connection.createStatement()) {
                assertThat(statement.executeUpdate("DELETE FROM orders")).isEqualTo(3);
            }
            assertThat(db.telemetry.spans()).isEmpty();
        }
    }
}
