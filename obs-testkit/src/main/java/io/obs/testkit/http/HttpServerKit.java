package io.obs.testkit.http;

import io.obs.Observability;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What an adapter's test tells the contract: how to start a real server of its framework. */
public interface HttpServerKit {

    /**
     * Starts a server with the application's routes, on a free port of loopback.
     *
     * @param obs the obs that shall observe it; null for the same server without any
     */
    Running serve(ContractApp app, @Nullable Observability obs) throws Exception;

    /** False where the framework keeps to itself what is thrown after the answer began. */
    default boolean passesLateExceptions() {
        return true;
    }

    /** False where chance decides how much arrives of an answer that is broken off: of such only the head is compared. */
    default boolean sendsAtOnce() {
        return true;
    }

    /** A server that was started. */
    interface Running extends AutoCloseable {

        /** Its root: {@code http://127.0.0.1:PORT}. */
        URI uri();

        @Override
        void close();
    }
}
