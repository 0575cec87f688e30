package io.obs.testkit.http;

import io.obs.Observability;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What an adapter's test tells the contract: how to send requests by a real client of its framework. */
public interface HttpClientKit {

    /** @param obs the obs that shall observe it */
    Client client(Observability obs);

    /** False where the framework doesn't say which version of the protocol was spoken. */
    default boolean tellsProtocolVersion() {
        return true;
    }

    /** A client that was made; sends GET. */
    interface Client {

        /** Sends and waits. What the framework throws, it throws. */
        Answer send(URI uri, Map<String, String> headers, Duration timeout) throws Exception;

        /** Sends without waiting; cancelling the future shall cancel the exchange. */
        CompletableFuture<Answer> sendAsync(URI uri, Map<String, String> headers, Duration timeout);
    }

    /** What came back. */
    record Answer(int status, String body) {}
}
