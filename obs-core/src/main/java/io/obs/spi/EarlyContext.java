package io.obs.spi;

import io.obs.lazy.LazyScopes;

/**
 * For what looks at OpenTelemetry's context before an obs is there, as logging does for each line: the first look makes
 * the process's context storage, and only before that can obs have its say in it, which woven calls and the development
 * mode need.
 *
 * <pre>{@code
 * EarlyContext.expect();
 * Context context = Context.current();
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class EarlyContext {

    private EarlyContext() {}

    /** Before the first look; safe to call again, and without effect where the storage is made already. */
    public static void expect() {
        LazyScopes.install();
    }
}
