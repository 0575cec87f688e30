package io.obs.servlet;

import io.obs.http.HttpRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** The container's request, as obs sees it. What is asked again at its end is kept: containers reuse their requests. */
final class ArrivedRequest implements HttpRequest {

    private final HttpServletRequest request;
    private final String method;
    private final String path;

    ArrivedRequest(HttpServletRequest request) {
        this.request = request;
        method = request.getMethod();
        path = request.getRequestURI();
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public @Nullable String query() {
        return request.getQueryString();
    }

    @Override
    public @Nullable String header(String name) {
        Enumeration<String> values = request.getHeaders(name);
        if (values == null || !values.hasMoreElements()) {
            return null;
        }
        String first = values.nextElement();
        if (!values.hasMoreElements()) {
            return first;
        }
        StringBuilder all = new StringBuilder(first);
        while (values.hasMoreElements()) {
            all.append(',').append(values.nextElement());
        }
        return all.toString();
    }

    @Override
    public String scheme() {
        return request.getScheme();
    }

    @Override
    public @Nullable String host() {
        return request.getServerName();
    }

    @Override
    public int port() {
        return request.getServerPort();
    }

    @Override
    public @Nullable String peerAddress() {
        return request.getRemoteAddr();
    }

    @Override
    public @Nullable String protocolVersion() {
        return switch (request.getProtocol()) {
            case "HTTP/1.1" -> "1.1";
            case "HTTP/2.0", "HTTP/2" -> "2";
            case "HTTP/3.0", "HTTP/3" -> "3";
            case "HTTP/1.0" -> "1.0";
            default -> null;
        };
    }
}
