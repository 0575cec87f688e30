package io.obs.tracing;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;
import org.jspecify.annotations.Nullable;

/**
 * The process's one GlobalOpenTelemetry, which libraries use: set where nobody has, and taken back at close. Asking
 * {@code GlobalOpenTelemetry.get()} would set it to a no-op for good, so that is never done unasked.
 */
final class GlobalSlot {

    private static @Nullable OpenTelemetry ours;

    private GlobalSlot() {}

    /** What somebody else has put there, the Java agent for one; null if nobody has, or a no-op. */
    static synchronized @Nullable OpenTelemetry foreign() {
        if (ours != null || !GlobalOpenTelemetry.isSet()) {
            return null;
        }
        OpenTelemetry set = GlobalOpenTelemetry.getOrNoop();
        return isNoop(set) ? null : set;
    }

    /** True where somebody asked for the global too early and so fixed it as a no-op. */
    static synchronized boolean isStuck() {
        return ours == null && GlobalOpenTelemetry.isSet() && isNoop(GlobalOpenTelemetry.getOrNoop());
    }

    private static boolean isNoop(OpenTelemetry openTelemetry) {
        return openTelemetry.getTracerProvider() == TracerProvider.noop();
    }

    /** Sets the global where it is free; true if it was. */
    static synchronized boolean offer(OpenTelemetry openTelemetry) {
        if (GlobalOpenTelemetry.isSet()) {
            return false;
        }
        try {
            GlobalOpenTelemetry.set(openTelemetry);
        } catch (IllegalStateException somebodyWasFaster) {
            return false;
        }
        ours = openTelemetry;
        return true;
    }

    /** Takes it back if it is this one. The API has no other way than the one it made for tests. */
    static synchronized void takeBack(OpenTelemetry openTelemetry) {
        if (ours == openTelemetry) {
            ours = null;
            GlobalOpenTelemetry.resetForTest();
        }
    }
}
