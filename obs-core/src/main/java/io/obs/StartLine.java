package io.obs;

import io.obs.spi.MarkObserver;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Written once: when obs has started, or, where a framework holds it back, when that knows what it observes itself. */
final class StartLine {

    private static final MarkObserver NOBODY = (type, method, descriptor) -> false;

    private boolean held;
    private @Nullable MarkObserver told;
    private @Nullable Consumer<MarkObserver> line;

    synchronized Consumer<MarkObserver> hold() {
        held = true;
        return this::tell;
    }

    /** Obs has started. */
    synchronized void ready(Consumer<MarkObserver> writing) {
        line = writing;
        if (told != null) {
            writing.accept(told);
        } else if (!held) {
            tell(NOBODY);
        }
    }

    /** Obs is closed: nobody will tell any more. */
    void closing() {
        tell(NOBODY);
    }

    private synchronized void tell(MarkObserver observer) {
        if (told == null) {
            told = observer;
            if (line != null) {
                line.accept(observer);
            }
        }
    }
}
