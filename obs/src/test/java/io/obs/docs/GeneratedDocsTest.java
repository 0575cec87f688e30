package io.obs.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The pages that are made from the code say what the code says; {@value #RENEW} writes them anew. */
class GeneratedDocsTest {

    private static final String RENEW = "mvn -q -pl obs -am test -Dtest=GeneratedDocsTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true";

    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void configurationPage_isFresh() throws IOException {
        isFresh("configuration.md", ConfigurationPage.text(RENEW));
    }

    @Test
    void metricsPage_isFresh() throws IOException {
        isFresh("metrics.md", MetricsPage.text(RENEW));
    }

    private static void isFresh(String name, String text) throws IOException {
        Path page = DOCS.resolve(name);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(page, text);
        }
        assertThat(page)
                .as("docs/%s is stale; run: %s", name, RENEW)
                .exists()
                .content()
                .isEqualTo(text);
    }
}
