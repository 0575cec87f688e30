package io.obs.jaxrs;

import io.obs.Observability;
import io.obs.testkit.http.ContractApp;
import io.obs.testkit.http.HttpServerContract;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletContainer;
import org.jspecify.annotations.Nullable;

/** Jersey in a servlet container: the artifact on the class path tells the templates. */
class JerseyServletIT implements HttpServerContract {

    @Override
    public boolean passesLateExceptions() {
        return false; // it logs what a streamed entity throws, and breaks the connection off
    }

    @Override
    public Running serve(ContractApp app, @Nullable Observability obs) throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        ResourceConfig resources = new ResourceConfig().registerInstances(new ContractResource(app));
        context.addServlet(
                new ServletHolder(
                        "resources",
                        new ServletContainer(resources.property(ServerProperties.OUTBOUND_CONTENT_LENGTH_BUFFER, 0))),
                "/*");
        return Jetty.start(context, app, obs);
    }
}
