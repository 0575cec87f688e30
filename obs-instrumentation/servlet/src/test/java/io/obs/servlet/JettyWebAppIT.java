package io.obs.servlet;

import io.obs.Observability;
import io.obs.testkit.http.ContractApp;
import io.obs.testkit.http.ContractRoute;
import io.obs.testkit.http.HttpServerContract;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** A web application: the artifact on the class path registers itself. */
class JettyWebAppIT implements HttpServerContract {

    @TempDir
    Path root;

    @Override
    public Running serve(ContractApp app, @Nullable Observability obs) throws Exception {
        WebAppContext context = new WebAppContext();
        context.setContextPath("/");
        context.setWar(Files.createTempDirectory(root, "web").toString());
        context.setParentLoaderPriority(true);
        for (ContractRoute route : app.routes()) {
            context.addServlet(
                    new ServletHolder(route.template(), new ContractServlet(route)), ContractServlet.mapping(route));
        }
        if (obs != null) {
            context.setAttribute(
                    ServletObservability.ATTRIBUTE,
                    ContractServlet.declare(ServletObservability.create(obs), app.routes()));
        } else {
            context.setAttribute(
                    "org.eclipse.jetty.containerInitializerExclusionPattern", ServletInitializer.class.getName());
        }
        return Jetty.start(context);
    }
}
