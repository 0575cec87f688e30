package io.obs.httpclient;

import io.obs.context.ContextFuture;
import io.obs.http.HttpClientHandler;
import io.obs.pipeline.Failures;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** A client that sends through another one, each exchange in a client span. */
final class ObservedClient extends HttpClient {

    private final HttpClientHandler http;
    private final Failures failures;
    private final HttpClient client;
    private final ClientLife life;

    ObservedClient(HttpClientHandler http, Failures failures, HttpClient client) {
        this.http = http;
        this.failures = failures;
        this.client = client;
        this.life = ClientLife.of(client);
    }

    @Override
    @SuppressWarnings("try") // the scope is only held
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> bodies)
            throws IOException, InterruptedException {
        Call call = Call.start(http, failures, request);
        if (call == null) {
            return client.send(request, bodies);
        }
        try (Scope scope = call.operation().makeCurrent()) {
            HttpResponse<T> response = client.send(call.request(), bodies);
            call.answered(response);
            return response;
        } catch (Throwable e) {
            call.failed(e);
            throw e;
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> bodies) {
        return observed(request, sent -> client.sendAsync(sent, bodies));
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> bodies, @Nullable PushPromiseHandler<T> pushes) {
        return observed(request, sent -> client.sendAsync(sent, bodies, pushes));
    }

    @SuppressWarnings({"try", "FutureReturnValueIgnored"}) // the scope is only held; the result is the future's end
    private <T> CompletableFuture<HttpResponse<T>> observed(
            HttpRequest request, Function<HttpRequest, CompletableFuture<HttpResponse<T>>> send) {
        Call call = Call.start(http, failures, request);
        if (call == null) {
            return send.apply(request);
        }
        Context sender = Context.current();
        CompletableFuture<HttpResponse<T>> sent;
        try (Scope scope = call.operation().makeCurrent()) {
            sent = send.apply(call.request());
        } catch (Throwable e) {
            call.failed(e);
            throw e;
        }
        ContextFuture<HttpResponse<T>> result = new ContextFuture<>(sent);
        sent.whenComplete((response, error) -> {
            if (error == null) {
                call.answered(response);
            } else {
                call.failed(error);
            }
            result.completeIn(sender, response, error);
        });
        return result;
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return client.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return client.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return client.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return client.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return client.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return client.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return client.authenticator();
    }

    @Override
    public Version version() {
        return client.version();
    }

    @Override
    public Optional<Executor> executor() {
        return client.executor();
    }

    @Override
    public WebSocket.Builder newWebSocketBuilder() {
        return client.newWebSocketBuilder();
    }

    // Since Java 21 a client can be closed; compiled for 17 these override nothing, run on 21 they do.

    public void shutdown() {
        life.shutdown();
    }

    public boolean awaitTermination(Duration duration) throws InterruptedException {
        return life.awaitTermination(duration);
    }

    public boolean isTerminated() {
        return life.isTerminated();
    }

    public void shutdownNow() {
        life.shutdownNow();
    }

    public void close() {
        life.close();
    }
}
