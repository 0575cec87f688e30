package io.obs.examples.captions.api;

import java.util.List;

/** The caller's mistake: becomes a 400 that lists what is wrong. */
public final class InvalidRequestException extends RuntimeException {

    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // never serialised
    private final List<String> problems;

    public InvalidRequestException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
