package io.obs.testkit.http;

import java.util.List;

/**
 * One route of {@link ContractApp}.
 *
 * @param template with at most one {@code {variable}}, as its last segment
 * @param statuses what it declares beside 200, 500 and 503
 */
public record ContractRoute(String method, String template, List<Integer> statuses, Handler handler) {

    /** What it does; the framework's test translates the call. */
    @FunctionalInterface
    public interface Handler {
        void handle(ContractCall call) throws Exception;
    }

    /** The template up to its variable, for frameworks that route by prefix. */
    public String prefix() {
        int variable = template.indexOf("/{");
        return variable < 0 ? template : template.substring(0, variable);
    }
}
