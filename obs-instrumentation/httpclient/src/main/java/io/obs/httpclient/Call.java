package io.obs.httpclient;

import io.obs.http.HttpClientHandler;
import io.obs.http.HttpClientOperation;
import io.obs.pipeline.Failures;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** An exchange that was started, and the request that carries its context. */
record Call(HttpClientOperation operation, HttpRequest request) {

    /** Null where it goes unobserved: obs is closed, or the request can't be copied. */
    static @Nullable Call start(HttpClientHandler http, Failures failures, @Nullable HttpRequest request) {
        if (request == null || http.isClosed()) {
            return null; // what is wrong with null is the client's to say
        }
        HttpRequest.Builder copy;
        try {
            copy = HttpRequest.newBuilder(request, (name, value) -> true);
        } catch (RuntimeException e) { // a request class of somebody's own, stranger than the JDK's builder allows
            failures.caught("http", e);
            return null;
        }
        HttpClientOperation operation = http.start(
                io.obs.http.HttpRequest.of(
                        request.method(),
                        request.uri(),
                        name -> request.headers().firstValue(name).orElse(null)),
                copy::setHeader);
        return new Call(operation, copy.build());
    }

    void answered(HttpResponse<?> response) {
        operation.end(response.statusCode(), response.version() == HttpClient.Version.HTTP_1_1 ? "1.1" : "2");
    }

    void failed(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        operation.failed(cause, cause instanceof HttpTimeoutException);
    }
}
