package io.obs.admin;

import java.util.function.Function;

/**
 * One page of the admin endpoint.
 *
 * @param path the exact path, for example {@code /metrics}
 * @param open true where no token is asked for (health)
 * @param answer makes the answer; called concurrently; what it throws becomes a 500 without details
 */
public record AdminPage(String path, boolean open, Function<AdminRequest, AdminResponse> answer) {}
