package io.obs.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ColorChoiceTest {

    @Test
    void auto_colorsTerminalsOnly() {
        assertThat(ColorChoice.AUTO.colored(true, Map.of())).isTrue();
        assertThat(ColorChoice.AUTO.colored(false, Map.of())).isFalse();
    }

    @Test
    void auto_respectsNoColor() {
        assertThat(ColorChoice.AUTO.colored(true, Map.of("NO_COLOR", "1"))).isFalse();
        assertThat(ColorChoice.AUTO.colored(true, Map.of("NO_COLOR", ""))).isTrue();
    }

    @Test
    void always_isForced() {
        assertThat(ColorChoice.ALWAYS.colored(false, Map.of("NO_COLOR", "1"))).isTrue();
        assertThat(ColorChoice.NEVER.colored(true, Map.of())).isFalse();
    }
}
