package io.obs.spring.webflux;

import io.obs.http.HttpServerHandler;
import io.obs.http.HttpServerOperation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * One request of WebFlux being served. What the service throws is seen by the filter, what is answered to it by the
 * handler around all of Spring's; the latter ends it.
 */
final class ObservedExchange {

    private final HttpServerOperation operation;
    private final ServerHttpResponse response;
    private volatile @Nullable Throwable thrown;
    private volatile @Nullable String template;
    private volatile boolean resource;
    private volatile boolean notTaken;

    ObservedExchange(HttpServerOperation operation, ServerHttpResponse response) {
        this.operation = operation;
        this.response = response;
        response.getHeaders().set(HttpServerHandler.REQUEST_ID, operation.requestId());
        response.getHeaders().set(HttpServerHandler.TRACE_ID, operation.traceId());
    }

    HttpServerOperation operation() {
        return operation;
    }

    /** Spring has found who handles it. */
    void matched(String pattern) {
        if (template == null) {
            template = pattern;
            operation.route(pattern);
        }
    }

    /** It is handled by whoever serves files, who may have none; then it was no match. */
    void matchedResource(String pattern) {
        if (template == null) {
            template = pattern;
            resource = true;
        }
    }

    /** It left the service's handlers and filters as an error; Spring turns it into an answer if it can. */
    void thrown(Throwable error) {
        thrown = error;
    }

    /**
     * The server has cancelled the answer's body: nobody takes it any more. The writing of such an answer may end as if
     * all of it had been written.
     */
    void notTaken() {
        notTaken = true;
    }

    void completed() {
        Throwable error = thrown;
        if (notTaken || (error != null && DisconnectedClientHelper.isClientDisconnectedException(error))) {
            operation.aborted(error);
            return;
        }
        int status = status();
        if (error != null && status >= 500) {
            operation.thrown(error);
        }
        if (resource && status != 404 && template != null) {
            operation.route(template);
        }
        operation.end(status);
    }

    /** Spring could not answer, because an answer had begun. */
    void failed(Throwable error) {
        Throwable first = thrown;
        Throwable cause = first == null ? error : first;
        if (DisconnectedClientHelper.isClientDisconnectedException(cause)) {
            operation.aborted(cause);
            return;
        }
        operation.thrown(cause);
        operation.end(response.isCommitted() ? status() : 0);
    }

    void cancelled() {
        operation.aborted(thrown);
    }

    private int status() {
        HttpStatusCode status = response.getStatusCode();
        return status == null ? 200 : status.value();
    }
}
