package io.obs.dev;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/** The process's context storage, with an eye on its scopes while an obs in development mode is there. */
final class WatchedStorage implements ContextStorage {

    private static volatile boolean installed;
    private static volatile @Nullable OpenScopes watcher;

    private final ContextStorage storage;

    private WatchedStorage(ContextStorage storage) {
        this.storage = storage;
    }

    private static ContextStorage around(ContextStorage storage) {
        installed = true;
        return new WatchedStorage(storage);
    }

    /**
     * Lets this one watch from now on, in place of another one.
     *
     * @return false where the storage was in use before, so that nobody can look at it
     */
    static boolean watchedBy(OpenScopes scopes) {
        synchronized (WatchedStorage.class) {
            if (!installed) {
                ContextStorage.addWrapper(WatchedStorage::around);
                ContextStorage.get(); // makes it, if it is not made already
            }
        }
        watcher = scopes;
        return installed;
    }

    static void unwatch(OpenScopes scopes) {
        if (watcher == scopes) {
            watcher = null;
        }
    }

    @Override
    public Scope attach(Context context) {
        Scope scope = storage.attach(context);
        OpenScopes scopes = watcher;
        return scopes == null ? scope : scopes.opened(scope);
    }

    @Override
    public @Nullable Context current() {
        return storage.current();
    }

    @Override
    public Context root() {
        return storage.root();
    }
}
