package io.obs.dev;

import io.opentelemetry.context.Scope;
import java.util.concurrent.atomic.AtomicBoolean;

/** A scope and where it was opened; passes its close on whatever there is to say of it. */
final class OpenScope implements Scope {

    private final Scope scope;
    private final OpenScopes all;
    private final Thread thread = Thread.currentThread();
    private final String place = Place.here();
    private final AtomicBoolean closed = new AtomicBoolean();

    OpenScope(Scope scope, OpenScopes all) {
        this.scope = scope;
        this.all = all;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            all.closed(this, thread == Thread.currentThread());
        }
        scope.close();
    }

    String place() {
        return place + " in thread " + thread.getName();
    }

    /** True where its thread has ended, so that nobody can close it any more. */
    boolean isAbandoned() {
        return !thread.isAlive();
    }
}
