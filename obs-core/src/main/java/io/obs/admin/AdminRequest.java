package io.obs.admin;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request to an admin page: GET or HEAD, already authorised. */
public interface AdminRequest {

    String path();

    /** The raw query, or null. */
    @Nullable
    String query();

    /** The first header of that name, or null. */
    @Nullable
    String header(String name);

    /**
     * A request from elsewhere: for a service that serves {@link io.obs.Observability#pages()} on a server of its own.
     *
     * @param headers gives the first header of a name in any case, or null
     */
    static AdminRequest of(String path, @Nullable String query, Function<String, @Nullable String> headers) {
        return new ForeignRequest(path, query, headers);
    }
}
