package io.obs.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "extract_captions", "Extract captions", "media/extract:v2", "9-to-5.run"})
    void name_thatReadsWell_passes(String name) {
        assertThat(JobRules.name(name)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", " x", "-x", "a\nb", "caf\u00e9", "a{b}", "a\tb"})
    void name_thatDoesNot_isRefused(String name) {
        assertThat(JobRules.name(name)).startsWith("is named '" + name + "'").contains("allowed: ");
    }

    @Test
    void name_isBounded() {
        assertThat(JobRules.name("n".repeat(100))).isNull();
        assertThat(JobRules.name("n".repeat(101))).isNotNull();
    }

    @Test
    void slow_isATimeWithinTheBoundsOfTheSetting() {
        assertThat(JobRules.slow("")).isNull();
        assertThat(JobRules.slow("30s")).isNull();
        assertThat(JobRules.slow("7d")).isNull();
        assertThat(JobRules.slow("8d"))
                .isEqualTo(
                        "is slow from '8d' on; allowed: a time from 1ms to 7d, as 500ms, 5s, 2m, or plain milliseconds");
        assertThat(JobRules.slow("soon")).contains("'soon'");
        assertThat(JobRules.slow("0")).contains("'0'");
    }

    @Test
    void reason_isOneOfTheCatalogue() {
        assertThat(JobRules.reason("validation")).isNull();
        assertThat(JobRules.reason("bad_video"))
                .isEqualTo(
                        "fails for the reason 'bad_video'; allowed: timeout, validation, dependency, circuit_open, io,"
                                + " interrupted, internal");
    }

    @Test
    void fields_haveNamesOfTheirOwn() {
        assertThat(JobRules.fields(List.of("job_id", "language", "part_2"))).isEmpty();
        assertThat(JobRules.fields(List.of("trace_id", "Language", "id", "id", "")))
                .satisfiesExactly(
                        wrong -> assertThat(wrong).isEqualTo("has a field 'trace_id', which a line has of its own"),
                        wrong -> assertThat(wrong).startsWith("has a field 'Language'; allowed: "),
                        wrong -> assertThat(wrong).isEqualTo("has two fields 'id'"),
                        wrong -> assertThat(wrong).startsWith("has a field ''; allowed: "));
    }

    @Test
    void field_isAScalar() {
        assertThat(JobRules.fieldType("part", "int", false)).isNull();
        assertThat(JobRules.fieldType("part", "java.util.UUID", false)).isNull();
        assertThat(JobRules.fieldType("part", "com.acme.Language", true)).isNull();
        assertThat(JobRules.fieldType("part", "com.acme.Video", false))
                .isEqualTo(
                        "has a field 'part' of the type com.acme.Video; allowed: texts, numbers, booleans, characters,"
                                + " enums and UUIDs");
    }
}
