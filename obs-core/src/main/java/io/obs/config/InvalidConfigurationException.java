package io.obs.config;

import java.util.List;

/** Stops init: lists every wrong value at once, each with its key and what is allowed. */
public final class InvalidConfigurationException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** @param problems one sentence a problem: key, value, what is allowed; at least one */
    public InvalidConfigurationException(List<String> problems) {
        super("obs can't start, " + problems.size() + (problems.size() == 1 ? " setting is" : " settings are")
                + " wrong:\n  - " + String.join("\n  - ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence a problem. */
    public List<String> problems() {
        return problems;
    }
}
