package io.obs.admin;

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
}
