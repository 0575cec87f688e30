package io.obs.context;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import org.jspecify.annotations.Nullable;

/**
 * A trace id that came without a span ({@code X-Trace-ID}): the next root span of that context takes it as its own.
 */
public final class AdoptedTrace {

    private static final ContextKey<String> KEY = ContextKey.named("obs-adopted-trace");

    private AdoptedTrace() {}

    /** @param traceId 32 lowercase hex digits, not all zeros: already validated */
    public static Context with(Context context, String traceId) {
        return context.with(KEY, traceId);
    }

    /** The adopted trace id, or null. */
    public static @Nullable String of(Context context) {
        return context.get(KEY);
    }
}
