package io.obs.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.configurationmetadata.ConfigurationMetadataProperty;
import org.springframework.boot.configurationmetadata.ConfigurationMetadataRepositoryJsonBuilder;
import org.springframework.boot.configurationmetadata.ValueHint;

/** What editors complete is what obs reads; {@value #RENEW} writes it anew. */
class SettingsMetadataTest {

    private static final String RENEW = "mvn -q -Dquick -pl obs-instrumentation/spring-boot-starter -am test"
            + " -Dtest=SettingsMetadataTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true";

    private static final Path FILE = Path.of("src/main/resources/META-INF/spring-configuration-metadata.json");

    @Test
    void metadata_isFresh() throws IOException {
        String text = SettingsMetadata.text();
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(FILE, text);
        }
        assertThat(FILE)
                .as("%s is stale; run: %s", FILE, RENEW)
                .exists()
                .content()
                .isEqualTo(text);
    }

    @Test
    void metadata_isReadByBootsOwnReader() throws IOException {
        Map<String, ConfigurationMetadataProperty> read;
        try (InputStream file = Files.newInputStream(FILE)) {
            read = ConfigurationMetadataRepositoryJsonBuilder.create(file)
                    .build()
                    .getAllProperties();
        }

        assertThat(read.keySet())
                .containsExactlyInAnyOrderElementsOf(SettingsMetadata.keys().keySet());
        assertThat(read.values()).allSatisfy(property -> {
            assertThat(property.getDescription()).endsWith(".");
            assertThat(property.getType()).startsWith("java.");
        });
        is(read.get("obs.enabled"), "java.lang.Boolean", true);
        is(read.get("obs.admin.port"), "java.lang.Integer", 9464);
        is(read.get("obs.http.slow"), "java.time.Duration", "1s");
        is(read.get("obs.tracing.ratio"), "java.lang.Double", null);
        is(read.get("obs.service"), "java.lang.String", null);
        is(read.get("obs.log.format"), "java.lang.String", "auto");
        assertThat(read.get("obs.log.format").getHints().getValueHints())
                .extracting(ValueHint::getValue)
                .isEqualTo(List.of("auto", "json", "console"));
        assertThat(read.get("obs.http.probes").getType()).isEqualTo("java.util.List<java.lang.String>");
        assertThat((Object[]) read.get("obs.http.probes").getDefaultValue())
                .contains("/metrics", "/actuator/health", "/actuator/prometheus");
    }

    private static void is(ConfigurationMetadataProperty property, String type, Object byDefault) {
        assertThat(property.getType()).isEqualTo(type);
        assertThat(property.getDefaultValue()).isEqualTo(byDefault);
    }
}
