package io.obs.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obs.Observability;
import io.obs.job.ObservedJob;
import io.obs.jobs.elsewhere.Hidden;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Interfaces that their package keeps to itself. */
class HiddenInterfaceTest {

    private final Observability obs = Observability.builder()
            .withoutDiscovery()
            .set("obs.admin.enabled", "false")
            .build();

    @AfterEach
    void close() {
        obs.close();
    }

    @Test
    void proxy_ofAnInterfaceOfAnotherPackage_passes() throws IOException {
        Hidden hidden = new Hidden(JobsObservability.create(obs));

        assertThat(hidden.extract("lecture")).isEqualTo("captions of lecture");
        assertThat(hidden.describe()).isEqualTo("an extractor");
    }

    @Test
    void proxy_ofAnInterfaceOfAnotherPackage_throwsWhatTheImplementationThrows() {
        Hidden hidden = new Hidden(JobsObservability.create(obs));

        assertThatThrownBy(() -> hidden.extract(""))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("no video");
    }

    @Test
    void proxy_ofANestedInterface_passes() {
        Nested nested = JobsObservability.create(obs).proxy(Nested.class, () -> 7);

        assertThat(nested.count()).isEqualTo(7);
    }

    private interface Nested {
        @ObservedJob
        int count();
    }
}
