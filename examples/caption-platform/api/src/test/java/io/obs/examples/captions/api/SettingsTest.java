package io.obs.examples.captions.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void settings_unset_takeTheDefaults() {
        Settings settings = new Settings(Map.of());

        assertThat(settings.port("PORT", 8080)).isEqualTo(8080);
        assertThat(settings.text("JOB_MANAGER", "127.0.0.1:8081")).isEqualTo("127.0.0.1:8081");
        assertThat(settings.address(8080)).hasToString("/127.0.0.1:8080");
        settings.check();
    }

    @Test
    void address_isWhereTheEnvironmentSays() {
        Settings settings = new Settings(Map.of("CAPTION_HOST", "0.0.0.0", "PORT", "9090"));

        assertThat(settings.address(8080)).hasToString("/0.0.0.0:9090");
        settings.check();
    }

    @Test
    void settings_wrong_areToldAtOnce() {
        Settings settings = new Settings(Map.of("PORT", "70000", "N", "-1"));
        settings.port("PORT", 8080);
        settings.number("N", 1, 1, 8);

        assertThatThrownBy(settings::check).hasMessage("""
                        PORT is "70000"; allowed: a whole number from 0 to 65535
                        N is "-1"; allowed: a whole number from 1 to 8""");
    }
}
