package io.obs.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.junit.jupiter.api.Test;

class JerseyResourcesIT implements ResourcesContract {

    @Override
    public HttpServlet servlet() {
        return new ServletContainer();
    }

    @Test
    void frameworkWithoutAServlet_worksAsEver() throws Exception {
        ApplicationHandler jersey = new ApplicationHandler(new ResourceConfig(Jobs.class));
        URI base = URI.create("http://127.0.0.1/");
        ContainerRequest request = new ContainerRequest(
                base, base.resolve("jobs/12"), "GET", null, new MapPropertiesDelegate(), jersey.getConfiguration());
        assertThat(jersey.apply(request).get(20, TimeUnit.SECONDS).getEntity()).isEqualTo("12");
        assertThat(jersey.getConfiguration().isRegistered(DeclaredRoutes.class)).isTrue();
    }
}
