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
        assertThat(settings.url("JOB_MANAGER_URL", "http://127.0.0.1:8081")).hasToString("http://127.0.0.1:8081");
        settings.check();
    }

    @Test
    void settings_wrong_areToldAtOnce() {
        Settings settings = new Settings(Map.of("PORT", "70000", "JOB_MANAGER_URL", "job-manager:8081", "N", "-1"));
        settings.port("PORT", 8080);
        settings.url("JOB_MANAGER_URL", "http://127.0.0.1:8081");
        settings.number("N", 1, 1, 8);

        assertThatThrownBy(settings::check).hasMessage("""
                        PORT is "70000"; allowed: a whole number from 0 to 65535
                        JOB_MANAGER_URL is "job-manager:8081"; allowed: an address such as http://127.0.0.1:8081
                        N is "-1"; allowed: a whole number from 1 to 8""");
    }
}
