package io.obs.spring;

import io.obs.logging.ObsConfigurator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;

/**
 * Changes defaults of Boot's, behind everything the service says itself: Reactor restores thread locals, so that lines
 * logged in operators have their ids; Boot doesn't measure the requests that obs measures; and where obs writes JSON,
 * there is no banner between the lines.
 */
final class ObsEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

    static final String NAME = "obs's defaults";

    /** Who sets these, wants Boot's meters of requests beside obs's. */
    static final String ENABLE = "management.observations.enable.";

    static final List<String> REQUESTS = List.of("http.server.requests", "http.client.requests");

    private static final List<String> OWN_LOGBACK = List.of(
            "logback-test.groovy",
            "logback-test.xml",
            "logback.groovy",
            "logback.xml",
            "logback-test-spring.xml",
            "logback-spring.xml");

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE; // when the files have been read
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!OnObs.enabled(environment) || environment.getPropertySources().contains(NAME)) {
            return;
        }
        Map<String, Object> defaults = new LinkedHashMap<>();
        defaults.put("spring.reactor.context-propagation", "auto");
        REQUESTS.forEach(observation -> defaults.put(ENABLE + observation, "false"));
        if (writesJson(environment, application.getClassLoader())) {
            defaults.put("spring.main.banner-mode", "off");
        }
        environment.getPropertySources().addLast(new MapPropertySource(NAME, defaults));
    }

    private static boolean writesJson(ConfigurableEnvironment environment, ClassLoader loader) {
        return ClassUtils.isPresent("ch.qos.logback.classic.LoggerContext", loader)
                && !environment.containsProperty("logging.config")
                && OWN_LOGBACK.stream().allMatch(file -> loader.getResource(file) == null)
                && ObsLoggingSystem.writesConsole(environment)
                && !ObsConfigurator.isForPeople(SpringSettings.flat(environment));
    }
}
