package io.obs.dev;

import io.opentelemetry.context.Scope;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * The scopes that are open: warns of those closed on another thread than they were opened on, of those whose thread has
 * ended, and at the end of those that nobody has closed. Thread-safe; of more than 10,000 at once it follows no more.
 */
final class OpenScopes implements UnaryOperator<Scope> {

    private static final int MOST = 10_000;
    private static final int LOOK_EVERY = 256;

    private final Set<OpenScope> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger opened = new AtomicInteger();
    private final Warnings warnings;

    OpenScopes(Warnings warnings) {
        this.warnings = warnings;
    }

    @Override
    public Scope apply(Scope scope) {
        if (opened.incrementAndGet() % LOOK_EVERY == 0) {
            tellAbandoned();
        }
        if (scope == Scope.noop() || open.size() >= MOST) {
            return scope;
        }
        OpenScope watched = new OpenScope(scope, this);
        open.add(watched);
        return watched;
    }

    void closed(OpenScope scope, boolean sameThread) {
        open.remove(scope);
        if (!sameThread) {
            warnings.warn("scope opened at " + scope.place() + " was closed by another thread at " + Place.here()
                    + ": the first keeps its context, the second loses its own");
        }
    }

    void tellAbandoned() {
        open.forEach(scope -> {
            if (scope.isAbandoned() && open.remove(scope)) {
                warnings.warn("scope opened at " + scope.place() + " was never closed, and its thread has ended");
            }
        });
    }

    /** Of what is left all is told, but what this thread itself is in. */
    void tellAll() {
        tellAbandoned();
        open.forEach(scope -> {
            if (open.remove(scope)) {
                warnings.warn("scope opened at " + scope.place() + " is still open as obs closes");
            }
        });
    }
}
