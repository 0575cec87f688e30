package io.obs.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.collector.ReceivedSpan;
import org.junit.jupiter.api.Test;

/** The span of an HTTP server, by the stable semantic conventions of OpenTelemetry. */
public interface HttpServerSpansContract extends HttpServerKit {

    @Test
    default void span_followsTheSemanticConventions() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            session.send("POST", "/api/v1/jobs");
            ReceivedSpan span = session.serverSpan();
            assertThat(span.name()).isEqualTo("POST /api/v1/jobs");
            assertThat(span.isRoot()).isTrue();
            assertThat(span.status()).isEqualTo("UNSET");
            assertThat(span.attributes())
                    .containsEntry("http.request.method", "POST")
                    .containsEntry("http.route", "/api/v1/jobs")
                    .containsEntry("http.response.status_code", 202L)
                    .containsEntry("url.path", "/api/v1/jobs")
                    .containsEntry("url.scheme", "http")
                    .containsEntry("server.address", session.uri().getHost())
                    .containsEntry("server.port", (long) session.uri().getPort())
                    .containsEntry("client.address", "127.0.0.1")
                    .containsEntry("network.protocol.version", "1.1")
                    .doesNotContainKeys("error.type", "url.query", "http.request.method_original");
        }
    }

    @Test
    default void personalData_staysOut() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            session.send(
                    "GET", "/api/v1/jobs/1?token=hush&mail=a%40b.example", "User-Agent", "me/1", "Cookie", "s=hush");
            assertThat(session.serverSpan().attributes())
                    .containsEntry("url.path", "/api/v1/jobs/1")
                    .containsEntry("url.query", "REDACTED")
                    .doesNotContainKeys("user_agent.original", "user.id");
            assertThat(session.serverSpan().toString()).doesNotContain("hush").doesNotContain("b.example");
            assertThat(session.accessLine().json()).doesNotContain("hush").doesNotContain("b.example");
        }
    }

    @Test
    default void clientsError_isNoErrorOfTheSpan() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            session.send("GET", "/status/404");
            assertThat(session.serverSpan().status()).isEqualTo("UNSET");
            assertThat(session.serverSpan().attributes())
                    .containsEntry("http.response.status_code", 404L)
                    .doesNotContainKey("error.type");
        }
    }

    @Test
    default void serverError_isAnErrorOfTheSpan() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            session.send("GET", "/status/503");
            assertThat(session.serverSpan().status()).isEqualTo("ERROR");
            assertThat(session.serverSpan().attributes())
                    .containsEntry("http.response.status_code", 503L)
                    .containsEntry("error.type", "503");
        }
    }

    @Test
    default void unknownMethodAndPath_giveALowCardinalityName() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            session.send("BREW", "/nowhere/12");
            ReceivedSpan span = session.serverSpan();
            assertThat(span.name()).isEqualTo("HTTP");
            assertThat(span.attributes())
                    .containsEntry("http.request.method", "_OTHER")
                    .containsEntry("http.request.method_original", "BREW")
                    .doesNotContainKey("http.route");
        }
    }
}
