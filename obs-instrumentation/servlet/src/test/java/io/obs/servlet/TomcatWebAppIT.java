package io.obs.servlet;

import io.obs.Observability;
import io.obs.testkit.http.ContractApp;
import io.obs.testkit.http.HttpServerContract;
import org.apache.catalina.Context;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.jspecify.annotations.Nullable;

/** A web application: the artifact on the class path registers itself. */
class TomcatWebAppIT implements HttpServerContract {

    @Override
    public Running serve(ContractApp app, @Nullable Observability obs) throws Exception {
        TomcatServer server = TomcatServer.create();
        Context context = server.tomcat().addWebapp("", server.base().toString());
        StandardJarScanner scanner = new StandardJarScanner();
        scanner.setScanClassPath(
                false); // for annotated classes, of which there are none; initializers are found all the same
        context.setJarScanner(scanner);
        TomcatFilterIT.servlets(context, app);
        if (obs != null) {
            context.getServletContext()
                    .setAttribute(
                            ServletObservability.ATTRIBUTE,
                            ContractServlet.declare(ServletObservability.create(obs), app.routes()));
        } else {
            context.setContainerSciFilter(ServletInitializer.class.getName());
        }
        return server.start();
    }
}
