package io.obs.http;

import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as obs sees it, whatever the framework: what an adapter translates into.
 *
 * <p>Asked only for what is needed; each method is called at most a few times, so adapters need no caching. Nothing
 * that comes out of it is trusted.
 */
public interface HttpRequest {

    String method();

    /**
     * What a client is about to send.
     *
     * @param headers finds a header by its name, in any case; null where there is none
     */
    static HttpRequest of(String method, URI uri, Function<String, @Nullable String> headers) {
        return new UriRequest(method, uri, headers);
    }

    /** The path as it was sent, without the query. */
    String path();

    /**
     * The header of that name, in any case, or null; several of one name joined by commas (RFC 9110 section 5.3). So a
     * tracestate in two parts is whole, and a second traceparent or id makes both invalid.
     */
    @Nullable
    String header(String name);

    /** The query as it was sent, without the question mark; null where there is none. */
    default @Nullable String query() {
        return null;
    }

    default String scheme() {
        return "http";
    }

    /** The host the request was sent to, without the port; null if not known. */
    default @Nullable String host() {
        return null;
    }

    /** The port the request was sent to; -1 if not known. */
    default int port() {
        return -1;
    }

    /** The other side's address; null if not known. */
    default @Nullable String peerAddress() {
        return null;
    }

    /** {@code 1.1}, {@code 2}; null if not known. */
    default @Nullable String protocolVersion() {
        return null;
    }
}
