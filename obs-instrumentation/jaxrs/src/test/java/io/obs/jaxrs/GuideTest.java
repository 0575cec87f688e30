package io.obs.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import io.obs.testkit.GuidePage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import java.net.URI;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;

/** The guide's Java, compiled and run. */
class GuideTest {

    @Test
    void page_isTrue() throws Exception {
        GuidePage.of(java.nio.file.Path.of("../../docs/guide/jaxrs.md"))
                .isCompiledIn(java.nio.file.Path.of("src/test/java/io/obs/jaxrs/GuideTest.java"));
        ResourceConfig resources =
                new ResourceConfig().register(new RoutesFeature()).register(JobsResource.class);
        assertThat(resources.isRegistered(RoutesFeature.class)).isTrue();
        try (Observability obs = Observability.builder()
                .withoutDiscovery()
                .set("obs.admin.enabled", "false")
                .build()) {
            Client client = JaxrsObservability.create(obs).wrap(ClientBuilder.newClient());
            assertThat(JaxrsObservability.create(obs).wrap(client)).isSameAs(client);
            assertThat(client.target("http://127.0.0.1/jobs").getUri()).isEqualTo(URI.create("http://127.0.0.1/jobs"));
            client.close();
        }
    }

    /** A resource. */
    @Path("jobs")
    public static final class JobsResource {

        @GET
        public String all() {
            return "none";
        }
    }
}
