package io.obs.jaxrs;

import jakarta.servlet.http.HttpServlet;
import org.jboss.resteasy.plugins.server.servlet.HttpServletDispatcher;

class ResteasyResourcesIT implements ResourcesContract {

    @Override
    public HttpServlet servlet() {
        return new HttpServletDispatcher();
    }
}
