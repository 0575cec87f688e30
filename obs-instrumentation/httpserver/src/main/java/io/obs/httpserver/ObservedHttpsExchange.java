package io.obs.httpserver;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpPrincipal;
import com.sun.net.httpserver.HttpsExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** The same for HTTPS: handlers cast to this type to see the TLS session. */
final class ObservedHttpsExchange extends HttpsExchange {

    private final HttpsExchange exchange;
    private final ObservedExchange observed;

    ObservedHttpsExchange(HttpsExchange exchange, ObservedExchange observed) {
        this.exchange = exchange;
        this.observed = observed;
    }

    ObservedExchange observed() {
        return observed;
    }

    @Override
    public SSLSession getSSLSession() {
        return exchange.getSSLSession();
    }

    @Override
    public void sendResponseHeaders(int code, long length) throws IOException {
        observed.sendResponseHeaders(code, length);
    }

    @Override
    public void close() {
        observed.close();
    }

    @Override
    public HttpContext getHttpContext() {
        return observed.getHttpContext();
    }

    @Override
    public @Nullable HttpPrincipal getPrincipal() {
        return observed.getPrincipal();
    }

    @Override
    public Headers getRequestHeaders() {
        return observed.getRequestHeaders();
    }

    @Override
    public Headers getResponseHeaders() {
        return observed.getResponseHeaders();
    }

    @Override
    public URI getRequestURI() {
        return observed.getRequestURI();
    }

    @Override
    public String getRequestMethod() {
        return observed.getRequestMethod();
    }

    @Override
    public InputStream getRequestBody() {
        return observed.getRequestBody();
    }

    @Override
    public OutputStream getResponseBody() {
        return observed.getResponseBody();
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return observed.getRemoteAddress();
    }

    @Override
    public int getResponseCode() {
        return observed.getResponseCode();
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return observed.getLocalAddress();
    }

    @Override
    public String getProtocol() {
        return observed.getProtocol();
    }

    @Override
    public Object getAttribute(String name) {
        return observed.getAttribute(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        observed.setAttribute(name, value);
    }

    @Override
    public void setStreams(InputStream in, OutputStream out) {
        observed.setStreams(in, out);
    }
}
