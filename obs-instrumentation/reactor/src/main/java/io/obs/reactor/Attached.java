package io.obs.reactor;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A context that {@link ContextAccessor} has made current on this thread and not yet taken back, above those before it.
 *
 * <p>Its scope is closed, since only that brings back the very object that was current before. Whoever made that one
 * current, OpenTelemetry's Java agent for example, ignores the end of its own scope where it finds another one, and its
 * context would be left behind for the thread's next request.
 */
final class Attached {

    /** Of what nobody takes back no more is kept. */
    private static final int MOST = 1024;

    private static final ThreadLocal<@Nullable Attached> LAST = new ThreadLocal<>();

    private final Scope scope;
    private final @Nullable Attached before;
    private final int depth;

    private Attached(Scope scope, @Nullable Attached before, int depth) {
        this.scope = scope;
        this.before = before;
        this.depth = depth;
    }

    @SuppressWarnings("MustBeClosedChecker") // backTo closes it
    static void attach(Context context) {
        Scope scope = ContextStorage.get().attach(context);
        Attached before = LAST.get();
        int depth = before == null ? 1 : before.depth + 1;
        if (depth <= MOST) {
            LAST.set(new Attached(scope, before, depth));
        }
    }

    /**
     * Takes the last one back. What was current before is so afterwards in any case, also where somebody has left a scope
     * of theirs open meanwhile.
     *
     * @param previous null for none
     */
    @SuppressWarnings({"MustBeClosedChecker", "resource", "CheckReturnValue"}) // nobody is there to close it
    static void backTo(@Nullable Context previous) {
        Attached last = LAST.get();
        if (last != null) {
            if (last.before == null) {
                LAST.remove();
            } else {
                LAST.set(last.before);
            }
            last.scope.close();
        }
        ContextStorage storage = ContextStorage.get();
        if (storage.current()
                != previous) { // an agent's is another object each time, and attaching it does nothing then
            storage.attach(previous == null ? Context.root() : previous);
        }
    }
}
