package io.obs.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Objectives are what they say, and refuse what can't be measured. */
class SloTest {

    @Test
    void availability_isOfAMethodAnEndpointOrAll() {
        Slo jobs = Slo.availability("post /api/v1/jobs", 99.9);

        assertThat(jobs.method()).isEqualTo("POST");
        assertThat(jobs.endpoint()).isEqualTo("/api/v1/jobs");
        assertThat(jobs.isLatency()).isFalse();
        assertThat(jobs.budget()).isEqualByComparingTo("0.001");
        assertThat(Slo.availability("/api/v1/jobs/{id}", 99).method()).isNull();
        assertThat(Slo.availability("*", 99).endpoint()).isEqualTo(Slo.ALL);
    }

    @Test
    void latency_refusesAMethod_andSaysWhy() {
        assertThat(Slo.latency("/api/v1/jobs", Duration.ofMillis(300), 99).seconds())
                .isEqualTo(0.3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slo.latency("GET /api/v1/jobs", Duration.ofMillis(500), 99))
                .withMessage(
                        "a latency objective can't be of GET /api/v1/jobs: the histogram of durations has no method;"
                                + " say \"/api/v1/jobs\", which holds for all of them");
    }

    @Test
    void whatPromisesNothing_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slo.availability("/x", 100))
                .withMessageContaining("above 0, below 100");
        assertThatIllegalArgumentException().isThrownBy(() -> Slo.availability("/x", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Slo.availability("/x", Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slo.availability("jobs", 99))
                .withMessageContaining("is no route");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slo.availability("FETCH /x", 99))
                .withMessageContaining("FETCH is no HTTP method");
        assertThatIllegalArgumentException().isThrownBy(() -> Slo.latency("/x", Duration.ZERO, 99));
    }

    @Test
    void bounds_areTheLatencies() {
        Slos slos = Slos.of(
                Slo.latency("/b", Duration.ofSeconds(3), 99),
                Slo.availability("/a", 99),
                Slo.latency("/a", Duration.ofMillis(250), 95),
                Slo.latency("/c", Duration.ofSeconds(3), 90));

        assertThat(slos.bounds()).containsExactly(0.25, 3.0);
        assertThat(slos.all()).hasSize(4);
    }
}
