package io.obs.servlet;

import io.obs.Observability;
import io.obs.testkit.http.ContractApp;
import io.obs.testkit.http.ContractRoute;
import io.obs.testkit.http.HttpServerContract;
import jakarta.servlet.DispatcherType;
import org.apache.catalina.Context;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.jspecify.annotations.Nullable;

/** A context that is made in code, and a filter that is added to it. */
class TomcatFilterIT implements HttpServerContract {

    @Override
    public Running serve(ContractApp app, @Nullable Observability obs) throws Exception {
        TomcatServer server = TomcatServer.create();
        Context context = server.tomcat().addContext("", server.base().toString());
        servlets(context, app);
        everythingElse(context);
        if (obs != null) {
            ServletObservability observability =
                    ContractServlet.declare(ServletObservability.create(obs), app.routes());
            FilterDef filter = new FilterDef();
            filter.setFilterName("obs");
            filter.setFilter(observability.filter());
            filter.setAsyncSupported("true");
            context.addFilterDef(filter);
            FilterMap map = new FilterMap();
            map.setFilterName("obs");
            map.addURLPattern("/*");
            map.setDispatcher(DispatcherType.REQUEST.name());
            map.setDispatcher(DispatcherType.ASYNC.name());
            map.setDispatcher(DispatcherType.ERROR.name());
            context.addFilterMap(map);
        }
        return server.start();
    }

    static void servlets(Context context, ContractApp app) {
        for (ContractRoute route : app.routes()) {
            String name = route.method() + route.template();
            Tomcat.addServlet(context, name, new ContractServlet(route)).setAsyncSupported(true);
            context.addServletMapping(ContractServlet.mapping(route), name);
        }
    }

    /** What an {@code addContext} has not of its own: without it, filters don't see what no servlet is for. */
    static void everythingElse(Context context) {
        Tomcat.addServlet(context, "default", new DefaultServlet()).setAsyncSupported(true);
        context.addServletMapping("/", "default");
    }
}
