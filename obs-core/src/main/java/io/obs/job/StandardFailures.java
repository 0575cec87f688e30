package io.obs.job;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The classifier that ships. */
final class StandardFailures {

    static final String INTERNAL = "internal";

    private static final int MAX_CAUSES = 16;

    /** Parts of class names by which libraries that obs does not know tell what happened, the first that fits. */
    private static final List<String[]> BY_NAME = List.of(
            new String[] {"CallNotPermitted", "circuit_open"},
            new String[] {"CircuitBreakerOpen", "circuit_open"},
            new String[] {"Timeout", "timeout"},
            new String[] {"Validation", "validation"},
            new String[] {"ConstraintViolation", "validation"},
            new String[] {"SQLException", "dependency"},
            new String[] {"StatusRuntimeException", "dependency"});

    private StandardFailures() {}

    static String reason(Throwable error) {
        @Nullable Throwable at = error;
        for (int depth = 0; at != null && depth < MAX_CAUSES; depth++) {
            String found = own(at);
            if (found != null) {
                return found;
            }
            at = at.getCause();
        }
        return INTERNAL;
    }

    private static @Nullable String own(Throwable error) {
        if (error instanceof TimeoutException) {
            return "timeout";
        }
        if (error instanceof InterruptedException || error instanceof ClosedByInterruptException) {
            return "interrupted";
        }
        for (Class<?> type = error.getClass(); type != null && type != Exception.class; type = type.getSuperclass()) {
            for (String[] rule : BY_NAME) {
                if (type.getSimpleName().contains(rule[0])) {
                    return rule[1];
                }
            }
        }
        if (error instanceof InterruptedIOException) {
            return "interrupted";
        }
        if (error instanceof java.net.ConnectException || error instanceof java.net.UnknownHostException) {
            return "dependency";
        }
        if (error instanceof IOException) { // an UncheckedIOException always has one as its cause, which may say more
            return "io";
        }
        if (error instanceof IllegalArgumentException) {
            return "validation";
        }
        return null;
    }
}
