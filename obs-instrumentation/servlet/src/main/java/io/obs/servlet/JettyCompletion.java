package io.obs.servlet;

import io.obs.pipeline.Failures;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Jetty's own word of a request's completion. It needs one: its request listeners are called before error pages, and an
 * answer without one goes through nothing that a filter could see.
 *
 * <p>Reached through the request's class, because Jetty hides its classes from web applications, and has others for each
 * version of the servlet API.
 */
final class JettyCompletion {

    private static final String JETTY = "org.eclipse.jetty.";

    /** From the servlet request to Jetty's own, and from that to its completion; empty for other containers. */
    private record Way(MethodHandle request, MethodHandle addListener) {}

    private static final ClassValue<Optional<Way>> WAYS = new ClassValue<>() {
        @Override
        protected Optional<Way> computeValue(Class<?> type) {
            return type.getName().startsWith(JETTY) ? find(type) : Optional.empty();
        }
    };

    private JettyCompletion() {}

    private static Optional<Way> find(Class<?> type) {
        try {
            Class<?> own = Class.forName("org.eclipse.jetty.server.Request", false, type.getClassLoader());
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            return Optional.of(new Way(
                    lookup.unreflect(type.getMethod("getRequest")),
                    lookup.unreflect(own.getMethod("addCompletionListener", own, Consumer.class))));
        } catch (ReflectiveOperationException | LinkageError otherJetty) {
            return Optional.empty();
        }
    }

    /** False where the request is not Jetty's. */
    static boolean listen(ServletRequest request, Consumer<@Nullable Throwable> end, Failures failures) {
        ServletRequest own = request;
        while (own instanceof ServletRequestWrapper wrapper) {
            own = wrapper.getRequest();
        }
        Optional<Way> way = WAYS.get(own.getClass());
        if (way.isEmpty()) {
            return false;
        }
        try {
            way.get().addListener().invoke(way.get().request().invoke(own), end);
            return true;
        } catch (Throwable e) {
            failures.caught("http", e);
            return false;
        }
    }
}
