package io.obs.http;

import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request that will be sent to a URI. */
record UriRequest(String method, URI uri, Function<String, @Nullable String> headers) implements HttpRequest {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    @Override
    public String path() {
        String path = uri.getRawPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    @Override
    public @Nullable String query() {
        return uri.getRawQuery();
    }

    @Override
    public @Nullable String header(String name) {
        return headers.apply(name);
    }

    @Override
    public String scheme() {
        String scheme = uri.getScheme();
        return scheme == null ? "http" : scheme;
    }

    @Override
    public @Nullable String host() {
        return uri.getHost();
    }

    @Override
    public int port() {
        if (uri.getPort() > 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? HTTPS : HTTP;
    }
}
