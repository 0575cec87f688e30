package io.obs;

import io.obs.http.HttpRequest;

/** {@code GET /x} with one header. */
record OneHeader(String name, String value) implements HttpRequest {

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return "/x";
    }

    @Override
    public String header(String asked) {
        return name.equalsIgnoreCase(asked) ? value : null;
    }
}
