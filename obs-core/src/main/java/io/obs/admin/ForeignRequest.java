package io.obs.admin;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request that came to the service's own server. */
record ForeignRequest(String path, @Nullable String query, Function<String, @Nullable String> headers)
        implements AdminRequest {

    @Override
    public @Nullable String header(String name) {
        return headers.apply(name);
    }
}
