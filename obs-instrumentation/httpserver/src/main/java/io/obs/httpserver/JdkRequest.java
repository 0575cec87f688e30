package io.obs.httpserver;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import io.obs.http.HttpRequest;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The exchange's request, as obs sees it. */
final class JdkRequest implements HttpRequest {

    private final HttpExchange exchange;

    JdkRequest(HttpExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public String method() {
        return exchange.getRequestMethod();
    }

    @Override
    public String path() {
        String path = exchange.getRequestURI().getRawPath();
        return path == null ? "" : path;
    }

    @Override
    public @Nullable String query() {
        return exchange.getRequestURI().getRawQuery();
    }

    @Override
    public @Nullable String header(String name) {
        Headers headers = exchange.getRequestHeaders();
        // Not get(name): it would make a normalised copy of the name each time.
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                List<String> values = header.getValue();
                return values.size() == 1 ? values.get(0) : String.join(",", values);
            }
        }
        return null;
    }

    @Override
    public String scheme() {
        return exchange instanceof HttpsExchange ? "https" : "http";
    }

    @Override
    public @Nullable String host() {
        String host = header("Host");
        if (host == null || host.isEmpty()) {
            return exchange.getLocalAddress().getHostString();
        }
        int colon = portColon(host);
        return colon < 0 ? host : host.substring(0, colon);
    }

    @Override
    public int port() {
        String host = header("Host");
        if (host == null || host.isEmpty()) {
            return exchange.getLocalAddress().getPort();
        }
        int colon = portColon(host);
        int port = 0;
        for (int i = colon + 1; colon >= 0 && i < host.length(); i++) {
            char digit = host.charAt(i);
            if (digit < '0' || digit > '9' || i - colon > 5) {
                return -1;
            }
            port = port * 10 + (digit - '0');
        }
        return port > 0 && port <= 65_535 ? port : -1;
    }

    /** Where the port begins; an IPv6 address has colons of its own, in brackets. */
    private static int portColon(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? colon : -1;
    }

    @Override
    public @Nullable String peerAddress() {
        InetSocketAddress peer = exchange.getRemoteAddress();
        return peer == null || peer.getAddress() == null
                ? null
                : peer.getAddress().getHostAddress();
    }

    @Override
    public @Nullable String protocolVersion() {
        String protocol = exchange.getProtocol();
        return protocol != null && protocol.regionMatches(true, 0, "HTTP/", 0, 5) ? protocol.substring(5) : null;
    }
}
