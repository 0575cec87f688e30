package io.obs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.obs.health.HealthStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigKeysTest {

    private static final ConfigKey<Duration> TIME =
            ConfigKeys.duration("obs.a-b.time", Duration.ofHours(36), Duration.ZERO, Duration.ofDays(7), "A time.");

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "5s,PT5S", "2m,PT2M", "3h,PT3H", "7d,PT168H", "1500,PT1.5S", "' 1 s ',PT1S", "0,PT0S"})
    void duration_isReadWithItsUnit(String text, Duration time) {
        assertThat(TIME.parse(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1s", "1y", "1.5s", "8d", "999999999999999d", "9999999999999999"})
    void duration_outOfBoundsOrForm_isRefused(String text) {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> TIME.parse(text)))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void duration_isWrittenInItsLargestWholeUnit() {
        assertThat(TIME.defaultText()).isEqualTo("36h");
        assertThat(TIME.allowed()).startsWith("a time from 0s to 7d");
        assertThat(Durations.format(Duration.ofMillis(1500))).isEqualTo("1500ms");
        assertThat(Durations.format(Duration.ofSeconds(90))).isEqualTo("90s");
        assertThat(Durations.format(Duration.ofMinutes(2))).isEqualTo("2m");
    }

    @Test
    void environmentName_isInCapitalsWithUnderscores() {
        assertThat(TIME.environmentName()).isEqualTo("OBS_A_B_TIME");
    }

    @Test
    void decimal_knowsItsBounds() {
        ConfigKey<Double> ratio = ConfigKeys.decimal("obs.ratio", 1.0, 0, 1, "A ratio.");
        assertThat(ratio.parse("0.25")).isEqualTo(0.25);
        for (String wrong : List.of("2", "-0.1", "NaN", "Infinity", "a")) {
            assertThatIllegalArgumentException().isThrownBy(() -> ratio.parse(wrong));
        }
    }

    @Test
    void oneOf_isReadInAnyCase_andSaysWhatThereIs() {
        ConfigKey<HealthStatus> status = ConfigKeys.oneOf("obs.s", HealthStatus.class, HealthStatus.DOWN, "A status.");
        assertThat(status.parse("Healthy")).isEqualTo(HealthStatus.HEALTHY);
        assertThat(status.allowed()).isEqualTo("one of healthy, degraded, down");
        assertThatIllegalArgumentException().isThrownBy(() -> status.parse("ill"));
    }

    @Test
    void list_leavesOutWhatIsBlank() {
        ConfigKey<List<String>> list = ConfigKeys.list("obs.l", List.of("a"), "A list.");
        assertThat(list.parse(" a, b ,,c")).containsExactly("a", "b", "c");
        assertThat(list.parse("")).isEmpty();
    }
}
