package io.obs.spring.client;

import io.obs.http.HttpRequest;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpHeaders;

/** A request that will be sent, as obs sees it. */
final class SentRequest {

    private SentRequest() {}

    static HttpRequest of(String method, URI uri, HttpHeaders headers) {
        return HttpRequest.of(method, uri, name -> {
            List<String> values = headers.get(name);
            return values == null || values.isEmpty() ? null : String.join(",", values);
        });
    }
}
