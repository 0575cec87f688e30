package io.obs.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.util.ClassUtils;

/**
 * Leaves out Boot's meters of Tomcat in a WAR that is served by a container outside of it.
 *
 * <p>Boot makes them wherever there is a meter registry, and with obs there is one; in a WAR whose
 * {@code spring-boot-starter-tomcat-runtime} is {@code provided} they name a class that isn't there, and the start fails.
 */
final class ServedElsewhere implements AutoConfigurationImportFilter {

    private static final String METERS =
            "org.springframework.boot.tomcat.autoconfigure.metrics.TomcatMetricsAutoConfiguration";

    private static final String MISSING = "org.springframework.boot.web.server.WebServer";

    @Override
    public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
        boolean there = ClassUtils.isPresent(MISSING, getClass().getClassLoader());
        boolean[] kept = new boolean[classes.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = there || !METERS.equals(classes[i]);
        }
        return kept;
    }
}
