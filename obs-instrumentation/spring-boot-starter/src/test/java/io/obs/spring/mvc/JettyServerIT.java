package io.obs.spring.mvc;

import io.obs.Observability;
import io.obs.spring.BootApplication;
import io.obs.testkit.http.ContractApp;
import io.obs.testkit.http.HttpServerContract;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The HTTP server's contract on a Boot service with Spring MVC and Jetty. */
class JettyServerIT implements HttpServerContract {

    @Override
    public Running serve(ContractApp app, @Nullable Observability obs) {
        return BootApplication.observedBy(obs, WebApplicationType.SERVLET, Map.of("app", app), OnJetty.class);
    }

    @Configuration(proxyBeanMethods = false)
    @Import(MvcServerIT.Service.class)
    static class OnJetty {

        @Bean
        JettyServletWebServerFactory jetty() {
            return new JettyServletWebServerFactory();
        }
    }
}
