package io.obs.examples.captions.api;

/** Settings of the environment are wrong; the message has a line for each. */
public final class InvalidSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    InvalidSettingsException(String message) {
        super(message);
    }
}
