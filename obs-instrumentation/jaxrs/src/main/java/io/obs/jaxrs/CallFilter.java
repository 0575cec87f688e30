package io.obs.jaxrs;

import io.obs.http.HttpClientHandler;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;

/** Where a client's request gets its span and its headers, and where its answer is seen. */
final class CallFilter implements ClientRequestFilter, ClientResponseFilter {

    private final HttpClientHandler http;

    CallFilter(HttpClientHandler http) {
        this.http = http;
    }

    @Override
    public void filter(ClientRequestContext request) {
        if (request.getProperty(Call.PROPERTY) instanceof Call call) {
            call.sent(http, request);
        }
    }

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        if (request.getProperty(Call.PROPERTY) instanceof Call call) {
            call.answered(response.getStatus());
        }
    }
}
