package io.obs.httpclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import io.obs.testkit.GuidePage;
import java.net.http.HttpClient;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The guide's Java, compiled and run. */
class GuideTest {

    @Test
    void page_isTrue() throws Exception {
        GuidePage.of(Path.of("../../docs/guide/http-client.md"))
                .isCompiledIn(Path.of("src/test/java/io/obs/httpclient/GuideTest.java"));
        try (Observability obs = Observability.builder()
                .withoutDiscovery()
                .set("obs.admin.enabled", "false")
                .build()) {
            HttpClient client = HttpClientObservability.create(obs).wrap(HttpClient.newHttpClient());
            assertThat(client.version()).isNotNull();
        }
    }
}
