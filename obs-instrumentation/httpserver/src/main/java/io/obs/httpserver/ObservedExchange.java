package io.obs.httpserver;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The exchange that handlers see: the server's, which tells what was sent and when it was closed. */
final class ObservedExchange extends HttpExchange {

    private final HttpExchange exchange;
    private final @Nullable RequestEnd end;
    private final @Nullable HttpContext context;
    private @Nullable HttpPrincipal principal;

    /**
     * @param end null once obs is closed
     * @param context what it shall show as its context; null for its own
     */
    ObservedExchange(HttpExchange exchange, @Nullable RequestEnd end, @Nullable HttpContext context) {
        this.exchange = exchange;
        this.end = end;
        this.context = context;
    }

    /** Who an authenticator says it is. */
    void principal(HttpPrincipal found) {
        principal = found;
    }

    @Override
    public void sendResponseHeaders(int code, long length) throws IOException {
        try {
            exchange.sendResponseHeaders(code, length);
        } catch (IOException e) {
            if (end != null) {
                end.headersNotSent(e);
            }
            throw e;
        }
        if (end != null) {
            end.headersSent(code, length, "HEAD".equals(exchange.getRequestMethod()));
        }
    }

    @Override
    public void close() {
        exchange.close();
        if (end != null) {
            end.complete();
        }
    }

    @Override
    public HttpContext getHttpContext() {
        return context == null ? exchange.getHttpContext() : context;
    }

    @Override
    public @Nullable HttpPrincipal getPrincipal() {
        return principal == null ? exchange.getPrincipal() : principal;
    }

    @Override
    public Headers getRequestHeaders() {
        return exchange.getRequestHeaders();
    }

    @Override
    public Headers getResponseHeaders() {
        return exchange.getResponseHeaders();
    }

    @Override
    public URI getRequestURI() {
        return exchange.getRequestURI();
    }

    @Override
    public String getRequestMethod() {
        return exchange.getRequestMethod();
    }

    @Override
    public InputStream getRequestBody() {
        return exchange.getRequestBody();
    }

    @Override
    public OutputStream getResponseBody() {
        return exchange.getResponseBody();
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return exchange.getRemoteAddress();
    }

    @Override
    public int getResponseCode() {
        return exchange.getResponseCode();
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return exchange.getLocalAddress();
    }

    @Override
    public String getProtocol() {
        return exchange.getProtocol();
    }

    @Override
    public Object getAttribute(String name) {
        return exchange.getAttribute(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        exchange.setAttribute(name, value);
    }

    @Override
    public void setStreams(InputStream in, OutputStream out) {
        exchange.setStreams(in, out);
    }
}
