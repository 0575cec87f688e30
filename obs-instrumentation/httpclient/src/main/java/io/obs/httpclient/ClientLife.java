package io.obs.httpclient;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The end of a client's life, which it has since Java 21; before that these do what a client without end does. */
final class ClientLife {

    private static final @Nullable MethodHandle SHUTDOWN = find("shutdown", MethodType.methodType(void.class));
    private static final @Nullable MethodHandle SHUTDOWN_NOW = find("shutdownNow", MethodType.methodType(void.class));
    private static final @Nullable MethodHandle CLOSE = find("close", MethodType.methodType(void.class));
    private static final @Nullable MethodHandle IS_TERMINATED =
            find("isTerminated", MethodType.methodType(boolean.class));
    private static final @Nullable MethodHandle AWAIT_TERMINATION =
            find("awaitTermination", MethodType.methodType(boolean.class, Duration.class));

    private final HttpClient client;

    private ClientLife(HttpClient client) {
        this.client = client;
    }

    static ClientLife of(HttpClient client) {
        return new ClientLife(client);
    }

    private static @Nullable MethodHandle find(String name, MethodType type) {
        try {
            return MethodHandles.publicLookup().findVirtual(HttpClient.class, name, type);
        } catch (NoSuchMethodException | IllegalAccessException before21) {
            return null;
        }
    }

    void shutdown() {
        call(SHUTDOWN);
    }

    void shutdownNow() {
        call(SHUTDOWN_NOW);
    }

    void close() {
        call(CLOSE);
    }

    boolean isTerminated() {
        return IS_TERMINATED != null && (boolean) Objects.requireNonNull(call(IS_TERMINATED));
    }

    boolean awaitTermination(Duration duration) throws InterruptedException {
        if (AWAIT_TERMINATION == null) {
            return false;
        }
        try {
            return (boolean) AWAIT_TERMINATION.invoke(client, duration);
        } catch (InterruptedException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable Object call(@Nullable MethodHandle method) {
        if (method == null) {
            return null;
        }
        try {
            return method.invoke(client);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
