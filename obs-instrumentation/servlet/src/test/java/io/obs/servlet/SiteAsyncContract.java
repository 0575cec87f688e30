package io.obs.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.testkit.LogLine;
import io.obs.testkit.TestTelemetry;
import io.obs.testkit.http.HttpServerKit.Running;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

/** Asynchronous work of servlets: its dispatches, and each way in which it fails. */
interface SiteAsyncContract extends SiteKit {

    @Test
    default void asynchronousTimeout_isATimeout() throws Exception {
        Site site = new Site()
                .servlet("/buy", (request, response) -> request.startAsync().setTimeout(20));
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server = serve(site, ServletObservability.create(telemetry.obs()))) {
            assertThat(SiteKit.get(server, "/buy").statusCode()).isEqualTo(500);
            SiteKit.one(telemetry, "/shop/buy", 500);
            SiteKit.errors(telemetry, 500, "timeout");
        }
    }

    @Test
    default void asynchronousDispatch_isOneRequestWithItsIds() throws Exception {
        Site site = new Site()
                .servlet("/buy", (request, response) -> {
                    AsyncContext async = request.startAsync();
                    async.start(() -> {
                        LOG.info("in a thread of the container");
                        async.dispatch("/done");
                    });
                })
                .servlet("/done", (request, response) -> {
                    LOG.info("dispatched");
                    response.setStatus(201);
                });
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server = serve(site, ServletObservability.create(telemetry.obs()))) {
            assertThat(SiteKit.get(server, "/buy").statusCode()).isEqualTo(201);
            SiteKit.sameIds(telemetry, SiteKit.one(telemetry, "/shop/buy", 201), 2);
        }
    }

    @Test
    default void asynchronousDispatchThatThrows_isA500WithItsException() throws Exception {
        Site site = new Site()
                .servlet("/buy", (request, response) -> {
                    AsyncContext async = request.startAsync();
                    async.start(() -> async.dispatch("/pay"));
                })
                .servlet("/pay", (request, response) -> {
                    LOG.info("dispatched");
                    throw new IllegalStateException("sold out");
                });
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server = serve(site, ServletObservability.create(telemetry.obs()))) {
            assertThat(SiteKit.get(server, "/buy").statusCode()).isEqualTo(500);
            LogLine line = SiteKit.one(telemetry, "/shop/buy", 500);
            assertThat(line.json()).contains("sold out");
            SiteKit.errors(telemetry, 500, "exception");
            SiteKit.sameIds(telemetry, line, 1);
        }
    }

    @Test
    default void asynchronousDispatchThatSendsAnError_hasItsStatus() throws Exception {
        Site site = new Site()
                .servlet("/buy", (request, response) -> {
                    AsyncContext async = request.startAsync();
                    async.start(() -> async.dispatch("/pay"));
                })
                .servlet("/pay", (request, response) -> response.sendError(503));
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server = serve(site, ServletObservability.create(telemetry.obs()))) {
            assertThat(SiteKit.get(server, "/buy").statusCode()).isEqualTo(503);
            SiteKit.one(telemetry, "/shop/buy", 503);
            SiteKit.errors(telemetry, 503, "server_error");
        }
    }

    @Test
    default void clientThatLeavesTheContainersOwnResponse_is499() throws Exception {
        Site site = new Site().servlet("/buy", (request, response) -> {
            AsyncContext async = request.startAsync();
            async.setTimeout(0);
            async.start(() -> {
                try {
                    endless(async.getResponse().getOutputStream());
                } catch (IOException gone) {
                    complete(async);
                }
            });
        });
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server = serve(site, ServletObservability.create(telemetry.obs()))) {
            SiteKit.getAndGo(server, "/buy");
            SiteKit.one(telemetry, "/shop/buy", 499);
            SiteKit.errors(telemetry, 499, "aborted");
        }
    }

    /** As a service does, which doesn't know that Tomcat has done it already. */
    private static void complete(AsyncContext async) {
        try {
            async.complete();
        } catch (IllegalStateException done) {
            LOG.info("completed by the container");
        }
    }

    @SuppressWarnings("InfiniteLoopStatement") // until the client is gone
    private static void endless(OutputStream body) throws IOException {
        byte[] piece = new byte[64 * 1024];
        while (true) {
            body.write(piece);
            body.flush();
        }
    }

    @Test
    default void asynchronousDispatchThatThrowsAfterItsAnswerBegan_isAnErrorWithTheStatusThatWasSent()
            throws Exception {
        Site site = new Site()
                .servlet("/buy", (request, response) -> {
                    AsyncContext async = request.startAsync();
                    response.setStatus(202);
                    response.getWriter().print("some of it");
                    response.flushBuffer();
                    async.start(() -> async.dispatch("/pay"));
                })
                .servlet("/pay", (request, response) -> {
                    throw new IllegalStateException("sold out");
                });
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server = serve(site, ServletObservability.create(telemetry.obs()))) {
            try {
                SiteKit.get(server, "/buy");
            } catch (IOException brokenOff) {
                LOG.info("the answer has no end");
            }
            assertThat(SiteKit.one(telemetry, "/shop/buy", 202).json()).contains("sold out");
            SiteKit.errors(telemetry, 202, "exception");
        }
    }
}
