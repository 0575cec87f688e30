package io.obs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import io.obs.admin.AdminPage;
import io.obs.admin.AdminRequest;
import io.obs.admin.AdminResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PagesTest {

    @Test
    void scrape_isServedByTheServiceItself_whereTheAdminEndpointIsOff() {
        try (Observability obs = Observability.builder()
                .withoutDiscovery()
                .install(new MetricsRoom())
                .service("shop")
                .set("obs.admin.enabled", "false")
                .build()) {
            AdminPage page = obs.pages().stream()
                    .filter(candidate -> candidate.path().equals("/metrics"))
                    .findFirst()
                    .orElseThrow();

            AdminResponse response = page.answer().apply(AdminRequest.of("/metrics", null, name -> null));

            assertThat(response.status()).isEqualTo(200);
            assertThat(new String(response.body(), StandardCharsets.UTF_8))
                    .contains("service_health{service=\"shop\"} 0");
        }
    }
}
