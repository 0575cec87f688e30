package io.obs.jaxrs;

import jakarta.servlet.http.HttpServlet;
import org.glassfish.jersey.servlet.ServletContainer;

class JerseyResourcesIT implements ResourcesContract {

    @Override
    public HttpServlet servlet() {
        return new ServletContainer();
    }
}
