package io.obs.spi;

import io.obs.config.ConfigKey;
import java.util.List;

/**
 * A room plugs one signal, or one library's adapter, into obs: found by {@link java.util.ServiceLoader}, or given to
 * {@code Observability.builder().install(room)}.
 *
 * <p>Used by one thread, once: first {@link #keys()}, then {@link #install}.
 */
public interface Room {

    /** Its short name: {@code metrics}, {@code logging}, {@code tracing}. Of two with the same name the installed one counts. */
    String name();

    /** The configuration keys it reads. */
    default List<ConfigKey<?>> keys() {
        return List.of();
    }

    /**
     * Wires the room in. Wrong configuration is told by {@link Wiring#problem}; what is thrown stops init.
     */
    void install(Wiring wiring);
}
