package io.obs.lazy;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import java.lang.ref.WeakReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The work that one thread is in, the innermost last: its contexts are made, and made current, when somebody asks for the
 * current context or makes another one current.
 *
 * <p>For work so short that a context costs more than everything else that is done for it. Nobody can tell the difference,
 * because all ways to the current context lead through {@link LookedAtStorage}. Nothing here is a context or leaves its
 * thread: what is handed on to another thread is the real one, made by the looking.
 *
 * <p>Confined to its thread, one for each that has had such work, of fixed size. The thread holds it weakly: one of a
 * container must not hold the classes of a service that is gone.
 */
public final class LazyScopes {

    /** Work nested deeper has its context at once. */
    private static final int DEEPEST = 16;

    private static final ThreadLocal<@Nullable WeakReference<LazyScopes>> OF_THREAD = new ThreadLocal<>();

    /** Set by a thread before its own work is there, and only ever read for that: no fence. */
    private static boolean used;

    private final @Nullable LazyWork[] works = new LazyWork[DEEPEST];
    private int depth;
    private int shown;
    private boolean showing;

    private LazyScopes() {}

    /** Lets the process's context storage look here first, where that is still to be made; safe to call again. */
    public static void install() {
        LookedAtStorage.install();
    }

    /**
     * Shows somebody each scope as it is opened, in the whole process, in place of whom it was shown to before; what comes
     * back is given to whoever opens it.
     *
     * @return false where nobody can look at the process's context storage
     */
    public static boolean watch(UnaryOperator<Scope> watcher) {
        install();
        ContextStorage.get(); // makes it, if it is not made already
        LookedAtStorage.watch(watcher);
        return LookedAtStorage.isThere();
    }

    public static void unwatch(UnaryOperator<Scope> watcher) {
        LookedAtStorage.unwatch(watcher);
    }

    /** Those of the current thread; null where work must have its context at once. */
    public static @Nullable LazyScopes ofThread() {
        if (!LookedAtStorage.isThere()) {
            return null;
        }
        LazyScopes known = known();
        if (known == null) {
            known = new LazyScopes();
            OF_THREAD.set(new WeakReference<>(known));
        }
        return known.depth == DEEPEST || known.showing ? null : known;
    }

    private static @Nullable LazyScopes known() {
        WeakReference<LazyScopes> kept = OF_THREAD.get();
        return kept == null ? null : kept.get();
    }

    /** The current context but for that of work which nobody has looked at; looking here is not looking. */
    public static Context around() {
        return LookedAtStorage.unlooked();
    }

    /** What was closed last at this depth, to be used again. */
    public @Nullable LazyWork spare() {
        return works[depth];
    }

    /** The work begins; who calls this holds on to these scopes until it is closed. */
    public void open(LazyWork work) {
        used = true;
        if (works[depth] != work) {
            works[depth] = work;
        }
        depth++; // last, and nothing is called after it: a stack that overflows has opened nothing
    }

    /** The work ends, and with it what was opened inside and never closed. */
    public void close(LazyWork work) {
        int at = depth;
        while (at > 0 && works[at - 1] != work) {
            at--;
        }
        if (at > 0) {
            depth = at - 1;
            shown = Math.min(shown, depth);
        }
    }

    /** Somebody looks. */
    static void look() {
        if (used) {
            LazyScopes open = known();
            if (open != null && open.shown < open.depth && !open.showing) {
                open.show();
            }
        }
    }

    private void show() {
        showing = true;
        try {
            while (shown < depth) {
                LazyWork next = works[shown++];
                if (next != null) {
                    next.show();
                }
            }
        } finally {
            showing = false;
        }
    }
}
