package io.obs.servlet;

import io.obs.testkit.http.HttpServerKit.Running;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;

class TomcatSiteIT implements SiteContract {

    @Override
    public Running serve(Site site, ServletObservability observability) throws Exception {
        TomcatServer server = TomcatServer.create();
        Files.writeString(server.base().resolve(FILE), "hello");
        Context context = server.tomcat().addContext(Site.ROOT, server.base().toString());
        site.servlets().forEach((mapping, servlet) -> {
            Tomcat.addServlet(context, mapping, servlet).setAsyncSupported(true);
            context.addServletMapping(mapping, mapping);
        });
        TomcatFilterIT.everythingElse(context);
        site.errorPages().forEach((status, path) -> {
            ErrorPage page = new ErrorPage();
            page.setErrorCode(status);
            page.setLocation(path);
            context.addErrorPage(page);
        });
        context.addServletContainerInitializer((classes, started) -> observability.register(started), null);
        return server.start();
    }
}
