package io.obs.tracing;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;

/** Marks the context of an operation that leaves no span, a probe's request: nothing inside leaves one either. */
final class Untraced {

    private static final ContextKey<Boolean> KEY = ContextKey.named("obs-untraced");

    private Untraced() {}

    static Context mark(Context context) {
        return context.with(KEY, Boolean.TRUE);
    }

    static boolean in(Context context) {
        return context.get(KEY) != null;
    }
}
