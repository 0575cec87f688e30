package io.obs.reactor;

import io.micrometer.context.ThreadLocalAccessor;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import org.jspecify.annotations.Nullable;

/**
 * Carries the OpenTelemetry context, and with it obs's request context, through Reactor and whatever else restores thread
 * locals by Micrometer's context-propagation, which finds this class by itself.
 *
 * <p>Reactor restores thread locals in every operator once the service has said so, for the whole process:
 *
 * <pre>{@code
 * Hooks.enableAutomaticContextPropagation();
 * }</pre>
 *
 * <p>A chain then runs in the context in which it was subscribed by {@code block()}, or in which it was told to by {@code
 * contextCapture()}; a context may also be put under {@link #KEY}. A thread has its own context back afterwards. Keeps
 * nothing beyond that; thread-safe.
 *
 * @see <a href="https://projectreactor.io/docs/core/release/reference/advanced-contextPropagation.html">Context propagation
 *     in Reactor</a>
 */
public final class ContextAccessor implements ThreadLocalAccessor<Context> {

    /** The key of the {@link Context} in Reactor's own. */
    public static final String KEY = "io.obs.context";

    /** Made by {@link java.util.ServiceLoader}. */
    public ContextAccessor() {}

    @Override
    public Object key() {
        return KEY;
    }

    @Override
    public @Nullable Context getValue() {
        return ContextStorage.get().current();
    }

    @Override
    public void setValue(Context value) {
        Attached.attach(value);
    }

    @Override
    public void setValue() {
        Attached.attach(Context.root());
    }

    @Override
    public void restore(Context previous) {
        Attached.backTo(previous);
    }

    @Override
    public void restore() {
        Attached.backTo(null);
    }
}
