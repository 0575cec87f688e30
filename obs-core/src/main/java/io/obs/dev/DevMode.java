package io.obs.dev;

import io.obs.config.CoreKeys;
import io.obs.lazy.LazyScopes;
import io.obs.pipeline.OperationListener;
import io.obs.spi.Wiring;

/**
 * The development mode ({@code obs.dev}): warns, with the place in the service's code, of spans that lost their parent at a
 * hop and of scopes left open or closed on the wrong thread.
 *
 * <p>Off by default, and nothing of it is then there. Switched on it takes a stack walk for each scope, in bounded
 * memory: not for production.
 */
public final class DevMode {

    private DevMode() {}

    /** Wires it in where it is switched on; returns the listener for traces, which hears more then. */
    public static OperationListener around(OperationListener tracing, Wiring wiring) {
        if (!wiring.config().get(CoreKeys.DEV)) {
            return tracing;
        }
        Warnings warnings = new Warnings();
        OpenScopes scopes = new OpenScopes(warnings);
        if (LazyScopes.watch(scopes)) {
            wiring.onClose(left -> {
                LazyScopes.unwatch(scopes);
                scopes.tellAll();
            });
        } else {
            wiring.leftOut(
                    "warnings of scopes (" + CoreKeys.DEV.name()
                            + "): somebody has used OpenTelemetry's context before obs was there, or brought it in another class loader");
        }
        return new LostParents(tracing, warnings);
    }
}
