package io.obs.httpclient;

import io.obs.http.HttpRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The request that will be sent, as obs sees it. */
record ClientRequest(java.net.http.HttpRequest request) implements HttpRequest {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    @Override
    public String method() {
        return request.method();
    }

    @Override
    public String path() {
        String path = request.uri().getRawPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    @Override
    public @Nullable String query() {
        return request.uri().getRawQuery();
    }

    @Override
    public @Nullable String header(String name) {
        return request.headers().firstValue(name).orElse(null);
    }

    @Override
    public String scheme() {
        return request.uri().getScheme();
    }

    @Override
    public @Nullable String host() {
        return request.uri().getHost();
    }

    @Override
    public int port() {
        URI uri = request.uri();
        if (uri.getPort() > 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? HTTPS : HTTP;
    }
}
