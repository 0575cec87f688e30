package io.obs.servlet;

import io.obs.Observability;
import io.obs.testkit.http.ContractApp;
import io.obs.testkit.http.ContractRoute;
import io.obs.testkit.http.HttpServerContract;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.jspecify.annotations.Nullable;

/** A context that is made in code, and a filter that is added to it. */
class JettyFilterIT implements HttpServerContract {

    @Override
    public Running serve(ContractApp app, @Nullable Observability obs) throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        for (ContractRoute route : app.routes()) {
            context.addServlet(
                    new ServletHolder(route.template(), new ContractServlet(route)), ContractServlet.mapping(route));
        }
        if (obs != null) {
            ServletObservability observability =
                    ContractServlet.declare(ServletObservability.create(obs), app.routes());
            context.addFilter(
                    new FilterHolder(observability.filter()),
                    "/*",
                    EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        }
        return Jetty.start(context);
    }
}
