package io.obs.spring.webflux;

import io.netty.handler.codec.http.HttpVersion;
import io.obs.http.HttpRequest;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.netty.http.HttpInfos;

/** A request of WebFlux, as obs sees it. */
record ReactiveRequest(ServerHttpRequest request, boolean netty) implements HttpRequest {

    @Override
    public String method() {
        return request.getMethod().name();
    }

    @Override
    public String path() {
        String path = request.getURI().getRawPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    @Override
    public @Nullable String query() {
        return request.getURI().getRawQuery();
    }

    @Override
    public @Nullable String header(String name) {
        List<String> values = request.getHeaders().get(name);
        if (values == null || values.isEmpty()) {
            return null;
        }
        return values.size() == 1 ? values.get(0) : String.join(",", values);
    }

    @Override
    public String scheme() {
        String scheme = request.getURI().getScheme();
        return scheme == null ? "http" : scheme;
    }

    @Override
    public @Nullable String host() {
        return request.getURI().getHost();
    }

    @Override
    public int port() {
        int port = request.getURI().getPort();
        if (port > 0) {
            return port;
        }
        return scheme().equals("https") ? 443 : 80;
    }

    @Override
    public @Nullable String peerAddress() {
        InetSocketAddress peer = request.getRemoteAddress();
        return peer == null || peer.getAddress() == null
                ? null
                : peer.getAddress().getHostAddress();
    }

    @Override
    public @Nullable String protocolVersion() {
        return netty ? NettyServer.version(request) : null;
    }

    /** A class of its own, so that Reactor Netty's are only touched where it is there. */
    private static final class NettyServer {

        static @Nullable String version(ServerHttpRequest request) {
            if (!(ServerHttpRequestDecorator.getNativeRequest(request) instanceof HttpInfos server)) {
                return null;
            }
            HttpVersion version = server.version();
            return version.majorVersion() == 1 ? "1." + version.minorVersion() : String.valueOf(version.majorVersion());
        }
    }
}
