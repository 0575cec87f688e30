package io.obs.spring.mvc;

import io.obs.servlet.FrameworkStart;
import jakarta.servlet.ServletContext;

/**
 * Keeps obs from starting by itself in a WAR of Spring Boot: there, too, it starts with Spring's settings, and not at all
 * where {@code obs.enabled} is {@code false}.
 */
public final class BootStart implements FrameworkStart {

    /** Made by the service loader. */
    public BootStart() {}

    @Override
    public boolean decidesIn(ServletContext context) {
        return true;
    }
}
