package io.obs.jaxrs;

import io.obs.Observability;
import io.obs.testkit.http.ContractApp;
import io.obs.testkit.http.HttpServerContract;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.jboss.resteasy.core.ResteasyDeploymentImpl;
import org.jboss.resteasy.plugins.server.servlet.HttpServletDispatcher;
import org.jboss.resteasy.spi.ResteasyDeployment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** RESTEasy in a servlet container: the feature tells the templates. */
class ResteasyServletIT implements HttpServerContract {

    /** Without it, what a resource throws is an answer like any other. */
    private static final String MAPS_ALL_EXCEPTIONS = "dev.resteasy.exception.mapper";

    @BeforeAll
    static void letExceptionsThrough() {
        System.setProperty(MAPS_ALL_EXCEPTIONS, "false");
    }

    @AfterAll
    static void mapExceptions() {
        System.clearProperty(MAPS_ALL_EXCEPTIONS);
    }

    @Override
    public boolean passesLateExceptions() {
        return false; // it logs what a streamed entity throws, and breaks the connection off
    }

    @Override
    public Running serve(ContractApp app, @Nullable Observability obs) throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        ResteasyDeployment deployment = new ResteasyDeploymentImpl();
        deployment.setResources(List.of(new ContractResource(app)));
        deployment.setProviders(List.of(new RoutesFeature()));
        deployment.start();
        context.setAttribute(ResteasyDeployment.class.getName(), deployment);
        context.addServlet(new ServletHolder("resources", new HttpServletDispatcher()), "/*");
        return Jetty.start(context, app, obs);
    }
}
