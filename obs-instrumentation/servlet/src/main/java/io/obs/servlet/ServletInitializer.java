package io.obs.servlet;

import io.obs.Observability;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Registers obs in a web application for nothing more than being on its class path: the container finds it, it calls
 * {@link Observability#init()} and puts the filter before all others.
 *
 * <p>Containers find it in web applications (a WAR; Jetty's {@code WebAppContext} with the annotations module, Tomcat's
 * {@code addWebapp}). To contexts that are made in code it can be given: Jetty's
 * {@code handler.addServletContainerInitializer(new ServletInitializer())}, Tomcat's
 * {@code context.addServletContainerInitializer(new ServletInitializer(), null)}.
 *
 * <p>Where a {@link FrameworkStart} in the web application says that its framework starts obs, this does nothing.
 *
 * <p>Where obs belongs to the web application itself (it lies in its {@code WEB-INF/lib}), it is closed with it. Wrong
 * configuration stops the application's start, with all faults.
 */
public final class ServletInitializer implements ServletContainerInitializer {

    /** For the container, and for contexts that are made in code. */
    public ServletInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        if (context.getAttribute(ServletObservability.ATTRIBUTE) instanceof ServletObservability given) {
            given.register(context);
            return;
        }
        for (FrameworkStart framework : ServiceLoader.load(FrameworkStart.class, context.getClassLoader())) {
            if (framework.decidesIn(context)) {
                return;
            }
        }
        Observability obs = Observability.init();
        ServletObservability.create(obs).register(context);
        if (Observability.class.getClassLoader() == context.getClassLoader()) {
            context.addListener(new ServletContextListener() {
                @Override
                public void contextDestroyed(ServletContextEvent event) {
                    obs.close();
                }
            });
        }
    }
}
