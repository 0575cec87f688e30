package io.obs.context;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.propagation.TextMapPropagator;
import org.jspecify.annotations.Nullable;

/**
 * A trace id that came without a span ({@code X-Trace-ID}): the next root span of that context takes it as its own.
 *
 * <p>Adopted when no other context came and it is 32 hex digits or a UUID, not all zeros; else ignored (SPEC section 3).
 * Stateless.
 */
public final class AdoptedTrace {

    /** The request header that offers a trace id. */
    public static final String HEADER = "X-Trace-ID";

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

    /**
     * Reads and writes what the given propagator does, and adopts {@value #HEADER} where that one has found no span.
     * Nothing is written for it: what goes out is the other's format.
     *
     * @param others for example W3C trace context and baggage
     */
    public static TextMapPropagator after(TextMapPropagator others) {
        return new AdoptingPropagator(others);
    }

    /**
     * The offered id as W3C wants it, lower-cased, without a UUID's dashes; null where it is anything but 32 hex digits
     * or a UUID, or all zeros.
     */
    public static @Nullable String adoptable(@Nullable String offered) {
        if (offered == null) {
            return null;
        }
        boolean uuid = offered.length() == 36;
        if (!uuid && offered.length() != 32) {
            return null;
        }
        char[] id = new char[32];
        int length = 0;
        boolean zeros = true;
        for (int i = 0; i < offered.length(); i++) {
            char c = offered.charAt(i);
            if (uuid && (i == 8 || i == 13 || i == 18 || i == 23)) {
                if (c != '-') {
                    return null;
                }
                continue;
            }
            if (c >= 'A' && c <= 'F') {
                c = (char) (c + ('a' - 'A'));
            } else if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
                return null;
            }
            zeros &= c == '0';
            id[length++] = c;
        }
        return zeros ? null : new String(id);
    }
}
