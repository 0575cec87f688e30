package io.obs.examples.captions.media;

/** The audio is fine, but there is nothing in it to caption. */
public final class SpeechValidationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    SpeechValidationException(String message) {
        super(message);
    }
}
