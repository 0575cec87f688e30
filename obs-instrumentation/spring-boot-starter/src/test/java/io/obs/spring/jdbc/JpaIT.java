package io.obs.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obs.collector.ReceivedSpan;
import io.obs.part.postgres.PostgresPart;
import io.obs.spring.BootApplication;
import io.obs.testkit.TestTelemetry;
import io.obs.tracing.Spans;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;

/** Repositories of Spring Data JPA, by Hibernate, on a real PostgreSQL: each statement is seen once. */
class JpaIT {

    private static final PostgresPart POSTGRES = PostgresPart.start(); // ends with the JVM

    private final TestTelemetry telemetry = TestTelemetry.start();
    private final BootApplication application = BootApplication.observedBy(
            telemetry.obs(),
            WebApplicationType.NONE,
            Map.of(),
            List.of(
                    "--spring.autoconfigure.exclude=",
                    "--spring.flyway.enabled=false",
                    "--spring.jpa.hibernate.ddl-auto=create-drop",
                    "--spring.datasource.url=" + POSTGRES.url(),
                    "--spring.datasource.username=" + POSTGRES.user()),
            Plain.class);
    private final Notes notes = application.bean(Notes.class);
    private double selectsBefore;

    @BeforeEach
    void count() {
        selectsBefore = queries("select");
    }

    @AfterEach
    void close() {
        application.close();
        telemetry.close();
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

    private void assertDatabaseSpans(String... names) {
        telemetry.eventually(
                () -> assertThat(databaseSpans()).extracting(ReceivedSpan::name).containsExactlyInAnyOrder(names));
        assertThat(databaseSpans()).allSatisfy(span -> {
            assertThat(span.kind()).isEqualTo("CLIENT");
            assertThat(span.attributes()).containsEntry("db.system.name", "postgresql");
            assertThat(span.parentSpanId()).isNotEmpty();
        });
        assertThat(databaseSpans().toString()).doesNotContain("secret");
    }

    private List<ReceivedSpan> databaseSpans() {
        return telemetry.spans().stream()
                .filter(span -> span.attributes().containsKey("db.system.name"))
                .filter(span -> !span.isRoot())
                .toList();
    }

    @Test
    void repository_isSeenByItsStatements() {
        inRequest(() -> {
            notes.save(new Note("secret"));
            assertThat(notes.findByText("secret")).hasSize(1);
        });

        assertThat(queries("insert")).isEqualTo(1);
        assertThat(queries("select") - selectsBefore).isEqualTo(1);
        assertDatabaseSpans("INSERT obs_jpa_notes", "COMMIT", "SELECT obs_jpa_notes");
    }

    @Test
    void transaction_isOne() {
        inRequest(() -> application.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            Note note = notes.save(new Note("secret"));
            note.text = "another secret"; // written by itself, at the end
            notes.flush();
            notes.delete(note);
        }));

        assertThat(queries("insert")).isEqualTo(1);
        assertThat(queries("update")).isEqualTo(1);
        assertThat(queries("delete")).isEqualTo(1);
        assertDatabaseSpans("INSERT obs_jpa_notes", "UPDATE obs_jpa_notes", "DELETE obs_jpa_notes", "COMMIT");
        assertThat(telemetry.scrape().value("db_connection_pool_available"))
                .isEqualTo(telemetry.scrape().value("db_connection_pool_total"));
    }

    @Test
    void failure_isCountedOnce() {
        inRequest(() -> assertThatThrownBy(() -> notes.save(new Note("x".repeat(300))))
                .isInstanceOf(DataIntegrityViolationException.class));

        assertThat(telemetry.scrape().value("db_errors_total")).hasValue(1);
        assertThat(databaseSpans().stream().filter(ReceivedSpan::failed)).hasSize(1);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Plain {}
}
