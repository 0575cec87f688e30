package io.obs.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.obs.collector.ReceivedSpan;
import io.obs.part.postgres.PostgresPart;
import io.obs.spring.BootApplication;
import io.obs.testkit.TestTelemetry;
import io.obs.tracing.Spans;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** DataSource beans of Boot services, on a real PostgreSQL and on an embedded H2. */
@SuppressWarnings("try") // applications are only held
class DataSourceIT {

    private static final PostgresPart POSTGRES = PostgresPart.start(); // ends with the JVM

    private final TestTelemetry telemetry = TestTelemetry.start();

    @AfterEach
    void close() {
        telemetry.close();
    }

    private BootApplication start(List<String> arguments, Class<?>... configuration) {
        List<String> all = new ArrayList<>(arguments);
        all.add(BootApplication.ALL_BUT_JPA);
        return BootApplication.observedBy(telemetry.obs(), WebApplicationType.NONE, Map.of(), all, configuration);
    }

    private BootApplication postgres(Class<?> configuration, String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.add("--spring.flyway.enabled=false");
        arguments.add("--spring.datasource.url=" + POSTGRES.url());
        arguments.add("--spring.datasource.username=" + POSTGRES.user());
        arguments.add("--spring.datasource.hikari.maximum-pool-size=3");
        return start(arguments, configuration);
    }

    private double queries(String type) {
        return telemetry
                .scrape()
                .value("db_query_duration_seconds_count", "query_type", type)
                .orElseThrow();
    }

    private void inRequest(Runnable work) {
        Spans.of(telemetry.obs()).run("request", work::run);
    }

    private List<ReceivedSpan> databaseSpans(int count) {
        telemetry.eventually(() -> assertThat(databaseSpans()).hasSize(count));
        return databaseSpans();
    }

    private List<ReceivedSpan> databaseSpans() {
        return telemetry.spans().stream()
                .filter(span -> span.attributes().containsKey("db.system.name"))
                .toList();
    }

    @Test
    void bootsPool_isObservedOnceAndStaysWhatItIs() throws Exception {
        try (BootApplication application = postgres(Plain.class)) {
            assertThat(telemetry.scrape().value("db_connection_pool_total")).hasValue(3);
            JdbcTemplate jdbc = application.bean(JdbcTemplate.class);
            inRequest(() -> assertThat(jdbc.queryForObject("SELECT 41 + 1", Integer.class))
                    .isEqualTo(42));
            assertThat(queries("select")).isEqualTo(1);
            assertThat(databaseSpans(1)).singleElement().satisfies(span -> {
                assertThat(span.name()).isEqualTo("SELECT");
                assertThat(span.kind()).isEqualTo("CLIENT");
                assertThat(span.attributes()).containsEntry("db.system.name", "postgresql");
                assertThat(telemetry.spans())
                        .anySatisfy(request -> assertThat(request.spanId()).isEqualTo(span.parentSpanId()));
            });
            assertThat(telemetry.scrape().value("db_connection_pool_available")).hasValue(3);

            HikariDataSource pool = application.bean(HikariDataSource.class);
            assertThat(pool.getMaximumPoolSize()).isEqualTo(3);
            assertThat(pool.isWrapperFor(HikariDataSource.class)).isTrue();
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.unwrap(PGConnection.class).getBackendPID())
                        .isPositive();
                assertThat(pool.unwrap(HikariDataSource.class)
                                .getHikariPoolMXBean()
                                .getActiveConnections())
                        .isEqualTo(1);
                assertThat(telemetry.scrape().value("db_connection_pool_available"))
                        .hasValue(2);
            }
            DataSourcePoolMetadata bootsOwn =
                    application.bean(DataSourcePoolMetadataProvider.class).getDataSourcePoolMetadata(pool);
            assertThat(bootsOwn).isNotNull();
            assertThat(bootsOwn.getIdle()).isPositive();
            assertThat(bootsOwn.getMax()).isEqualTo(3);
        }
    }

    @Test
    void failure_isCountedAndTheServicesOwn() {
        try (BootApplication application = postgres(Plain.class)) {
            JdbcTemplate jdbc = application.bean(JdbcTemplate.class);
            inRequest(() -> assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> jdbc.execute("SELECT nothing FROM nowhere")))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("nowhere"));
            assertThat(telemetry.scrape().value("db_errors_total")).hasValue(1);
            assertThat(databaseSpans(1))
                    .singleElement()
                    .satisfies(span -> assertThat(span.failed()).isTrue());
        }
    }

    @Test
    void transaction_isSeenWithItsCommit() {
        try (BootApplication application = postgres(Plain.class)) {
            JdbcTemplate jdbc = application.bean(JdbcTemplate.class);
            inRequest(() -> application.bean(TransactionTemplate.class).executeWithoutResult(status -> {
                jdbc.execute("CREATE TEMPORARY TABLE notes (text varchar)");
                jdbc.update("INSERT INTO notes VALUES (?)", "secret");
            }));
            assertThat(queries("insert")).isEqualTo(1);
            assertThat(queries("ddl")).isEqualTo(1);
            assertThat(databaseSpans(3)).extracting(ReceivedSpan::name).contains("COMMIT");
            assertThat(databaseSpans().toString()).doesNotContain("secret");
        }
    }

    @Test
    void migrations_areStatementsToo() {
        try (BootApplication application = start(
                List.of(
                        "--spring.datasource.url=jdbc:h2:mem:migrated;DB_CLOSE_DELAY=-1",
                        "--spring.flyway.enabled=true",
                        "--spring.flyway.locations=classpath:migrations"),
                Plain.class)) {
            assertThat(application.bean(JdbcTemplate.class).queryForObject("SELECT count(*) FROM notes", Integer.class))
                    .isEqualTo(1);
            assertThat(queries("ddl")).isPositive();
        }
    }

    @Test
    void embeddedDatabase_isObservedAndShutDownAsEver() {
        EmbeddedDatabase database;
        try (BootApplication application = start(List.of("--spring.flyway.enabled=false"), Embedded.class)) {
            database = application.bean(EmbeddedDatabase.class);
            inRequest(() -> new JdbcTemplate(database).execute("CREATE TABLE notes (text varchar)"));
            assertThat(queries("ddl")).isEqualTo(1);
            assertThat(databaseSpans(1)).hasSize(1);
        }
    }

    @Test
    void sourcesThatAskOthers_areObservedOnce() {
        try (BootApplication application = start(List.of("--spring.flyway.enabled=false"), Several.class)) {
            for (String name : List.of("lazy", "routing", "one")) {
                DataSource source = application.context().getBean(name, DataSource.class);
                double before = queries("select");
                assertThat(new JdbcTemplate(source).queryForObject("SELECT 1", Integer.class))
                        .isEqualTo(1);
                assertThat(queries("select")).as(name).isEqualTo(before + 1);
            }
        }
    }

    @Test
    void disabled_beansAreWhatTheyAre() {
        try (BootApplication application = BootApplication.observedBy(
                null,
                WebApplicationType.NONE,
                Map.of(),
                List.of(
                        "--spring.datasource.url=jdbc:h2:mem:alone",
                        BootApplication.ALL_BUT_JPA,
                        "--spring.flyway.enabled=false"),
                Plain.class)) {
            assertThat(application.bean(DataSource.class).getClass()).isEqualTo(HikariDataSource.class);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Plain {}

    @Configuration(proxyBeanMethods = false)
    @Import(Plain.class)
    static class Embedded {
        @Bean
        EmbeddedDatabase database() {
            return new EmbeddedDatabaseBuilder()
                    .setType(EmbeddedDatabaseType.H2)
                    .generateUniqueName(true)
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Plain.class)
    static class Several {

        private static HikariDataSource h2(String name) {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl("jdbc:h2:mem:" + name);
            return pool;
        }

        @Bean
        HikariDataSource one() {
            return h2("one");
        }

        @Bean(defaultCandidate = false)
        DataSource lazy(HikariDataSource one) {
            return new LazyConnectionDataSourceProxy(one);
        }

        @Bean(defaultCandidate = false)
        DataSource routing(HikariDataSource one) {
            AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {
                @Override
                protected Object determineCurrentLookupKey() {
                    return "one";
                }
            };
            routing.setTargetDataSources(Map.of("one", one));
            return routing;
        }
    }
}
