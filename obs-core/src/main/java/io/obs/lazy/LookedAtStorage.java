package io.obs.lazy;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The process's context storage: whoever looks at it is shown the thread's lazy work first, and whoever watches scopes is
 * shown those that are opened.
 */
final class LookedAtStorage implements ContextStorage {

    private static boolean asked; // guarded by the class
    private static volatile @Nullable LookedAtStorage there;

    private static volatile @Nullable UnaryOperator<Scope> watcher;

    private final ContextStorage storage;

    private LookedAtStorage(ContextStorage storage) {
        this.storage = storage;
    }

    private static ContextStorage around(ContextStorage storage) {
        LookedAtStorage looking = new LookedAtStorage(storage);
        there = looking;
        return looking;
    }

    /**
     * The storage is made at its first use, so that others can still have their say; where it is made already, or would
     * outlive this class, nothing happens.
     */
    static synchronized void install() {
        if (!asked && ContextStorage.class.getClassLoader() == LookedAtStorage.class.getClassLoader()) {
            asked = true;
            ContextStorage.addWrapper(LookedAtStorage::around);
        }
    }

    static boolean isThere() {
        return there != null;
    }

    static synchronized void watch(UnaryOperator<Scope> scopes) {
        watcher = scopes;
    }

    static synchronized void unwatch(UnaryOperator<Scope> scopes) {
        if (watcher == scopes) {
            watcher = null;
        }
    }

    static Context unlooked() {
        LookedAtStorage looking = there;
        if (looking == null) {
            return Context.current();
        }
        Context current = looking.storage.current();
        return current == null ? Context.root() : current;
    }

    @Override
    public Scope attach(Context context) {
        LazyScopes.look();
        Scope scope = storage.attach(context);
        UnaryOperator<Scope> watching = watcher;
        return watching == null ? scope : watching.apply(scope);
    }

    @Override
    public @Nullable Context current() {
        LazyScopes.look();
        return storage.current();
    }

    @Override
    public Context root() {
        return storage.root();
    }
}
