package io.obs.servlet;

import io.obs.Observability;
import io.obs.testkit.http.ContractApp;
import io.obs.testkit.http.HttpServerContract;
import org.apache.catalina.Context;
import org.jspecify.annotations.Nullable;

/** A context that is made in code, and the initializer that is given to it. */
class TomcatInitializerIT implements HttpServerContract {

    @Override
    public Running serve(ContractApp app, @Nullable Observability obs) throws Exception {
        TomcatServer server = TomcatServer.create();
        Context context = server.tomcat().addContext("", server.base().toString());
        TomcatFilterIT.servlets(context, app);
        TomcatFilterIT.everythingElse(context);
        if (obs != null) {
            ServletObservability observability =
                    ContractServlet.declare(ServletObservability.create(obs), app.routes());
            context.addServletContainerInitializer((classes, started) -> observability.register(started), null);
        }
        return server.start();
    }
}
