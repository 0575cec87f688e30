package io.obs.benchmarks;

import io.obs.http.HttpRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request that every row of the request benchmark handles: a POST from a traced caller. */
record Incoming(Map<String, String> headers) implements HttpRequest {

    static final String TEMPLATE = "/api/v1/jobs/{id}";

    /** @param sampled whether the caller's trace is sampled */
    static Incoming of(boolean sampled) {
        return new Incoming(Map.of(
                "traceparent",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-" + (sampled ? "01" : "00"),
                "X-Request-ID",
                "req-0123456789abcdef01234567"));
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public String path() {
        return "/api/v1/jobs/job-abc123";
    }

    @Override
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return 8080;
    }

    @Override
    public String peerAddress() {
        return "127.0.0.1";
    }

    @Override
    public String protocolVersion() {
        return "1.1";
    }
}
