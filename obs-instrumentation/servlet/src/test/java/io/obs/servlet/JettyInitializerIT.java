package io.obs.servlet;

import io.obs.Observability;
import io.obs.testkit.http.ContractApp;
import io.obs.testkit.http.ContractRoute;
import io.obs.testkit.http.HttpServerContract;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.jspecify.annotations.Nullable;

/** A context that is made in code, and the initializer that is given to it. */
class JettyInitializerIT implements HttpServerContract {

    @Override
    public Running serve(ContractApp app, @Nullable Observability obs) throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        for (ContractRoute route : app.routes()) {
            context.addServlet(
                    new ServletHolder(route.template(), new ContractServlet(route)), ContractServlet.mapping(route));
        }
        if (obs != null) {
            context.setAttribute(
                    ServletObservability.ATTRIBUTE,
                    ContractServlet.declare(ServletObservability.create(obs), app.routes()));
            context.addServletContainerInitializer(new ServletInitializer());
        }
        return Jetty.start(context);
    }
}
