package io.obs.spring;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Where Boot's actuator answers those who only ask whether the service is there: its health, with each group, and its
 * scrape. Below the context's or base path, which the adapters tell.
 */
final class ActuatorPaths {

    private static final String MANAGEMENT = "management.";
    private static final String GROUPS = MANAGEMENT + "endpoint.health.group";
    private static final String OF_THE_SERVER = "server:";

    private final Environment environment;
    private final Set<String> paths = new LinkedHashSet<>();

    private ActuatorPaths(Environment environment) {
        this.environment = environment;
    }

    static Set<String> of(Environment environment) {
        ActuatorPaths of = new ActuatorPaths(environment);
        of.add();
        return of.paths;
    }

    private void add() {
        Set<String> groups = new LinkedHashSet<>(List.of("liveness", "readiness"));
        groups.addAll(Binder.get(environment)
                .bind(GROUPS, Bindable.mapOf(String.class, Object.class))
                .orElse(Map.of())
                .keySet());
        String actuator = path(MANAGEMENT + "endpoints.web.base-path", "/actuator");
        String dispatcher = path("spring.mvc.servlet.path", "");
        for (String root : List.of("", dispatcher, path(MANAGEMENT + "server.base-path", ""))) {
            add(root, actuator, groups);
        }
    }

    private void add(String root, String actuator, Set<String> groups) {
        String health = root + actuator + mapped("health");
        paths.add(health);
        paths.add(root + actuator + mapped("prometheus"));
        paths.add(root + "/livez");
        paths.add(root + "/readyz");
        for (String group : groups) {
            paths.add(health + "/" + group);
            String beside = environment.getProperty(GROUPS + "." + group + ".additional-path", "");
            if (beside.startsWith(OF_THE_SERVER)) {
                paths.add(root + slashed(beside.substring(OF_THE_SERVER.length())));
            }
        }
    }

    private String mapped(String endpoint) {
        return path(MANAGEMENT + "endpoints.web.path-mapping." + endpoint, endpoint);
    }

    /** As Spring understands it: with a slash before it, none behind, and a slash alone is nothing. */
    private String path(String key, String otherwise) {
        return slashed(environment.getProperty(key, otherwise));
    }

    private static String slashed(String path) {
        String bare = StringUtils.trimTrailingCharacter(path.strip(), '/');
        return bare.isEmpty() || bare.startsWith("/") ? bare : "/" + bare;
    }
}
