package io.obs.spring;

import io.obs.Observability;
import io.obs.testkit.http.HttpServerKit;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A real Boot application on a free port of loopback, with a given obs or with what the starter makes. */
public final class BootApplication implements HttpServerKit.Running {

    /** An argument: all of Boot's auto-configurations, the build's settings notwithstanding; but not JPA's, which asks the database at the start. */
    public static final String ALL_BUT_JPA = "--spring.autoconfigure.exclude="
            + "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
            + "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration";

    private final ConfigurableApplicationContext context;

    private BootApplication(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param obs the service's own Observability bean; null for a service without any obs */
    public static BootApplication observedBy(
            @Nullable Observability obs,
            WebApplicationType type,
            Map<String, Object> beans,
            Class<?>... configuration) {
        return observedBy(obs, type, beans, List.of(), configuration);
    }

    /** The same, with arguments. */
    public static BootApplication observedBy(
            @Nullable Observability obs,
            WebApplicationType type,
            Map<String, Object> beans,
            List<String> arguments,
            Class<?>... configuration) {
        List<String> all = new ArrayList<>(arguments);
        all.add("--obs.enabled=" + (obs != null));
        return start(type, beans, obs, all, configuration);
    }

    /** With the obs that the starter makes. */
    public static BootApplication start(WebApplicationType type, List<String> arguments, Class<?>... configuration) {
        return start(type, Map.of(), null, arguments, configuration);
    }

    private static BootApplication start(
            WebApplicationType type,
            Map<String, Object> beans,
            @Nullable Observability obs,
            List<String> arguments,
            Class<?>... configuration) {
        List<String> all = new ArrayList<>(arguments);
        all.add("--server.port=0");
        all.add("--server.address=127.0.0.1");
        return new BootApplication(new SpringApplicationBuilder(configuration)
                .web(type)
                .initializers(context -> {
                    GenericApplicationContext of = (GenericApplicationContext) context;
                    beans.forEach((name, bean) -> of.getBeanFactory().registerSingleton(name, bean));
                    if (obs != null) {
                        of.registerBean(
                                "given",
                                Observability.class,
                                () -> obs,
                                definition -> definition.setDestroyMethodName(""));
                    }
                })
                .run(all.toArray(String[]::new)));
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public URI uri() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
    }

    @Override
    public void close() {
        context.close();
    }
}
