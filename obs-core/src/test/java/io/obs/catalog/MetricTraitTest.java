package io.obs.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricTraitTest {

    @Test
    void catalogue_namesTheFamiliesApartFromTheRule() {
        assertThat(Catalog.all().stream().filter(spec -> spec.has(MetricTrait.DECLARED)))
                .containsExactly(Catalog.HTTP_ERRORS, Catalog.OBS_DROPPED);
        assertThat(Catalog.all().stream().filter(spec -> spec.has(MetricTrait.ADDITIVE)))
                .containsExactly(Catalog.JOBS_ACTIVE);
        assertThat(Catalog.all().stream().filter(spec -> spec.has(MetricTrait.ANY_SERVICE)))
                .containsExactly(Catalog.PROBE_SUCCESS, Catalog.OBS_PROBE_DURATION);
    }
}
