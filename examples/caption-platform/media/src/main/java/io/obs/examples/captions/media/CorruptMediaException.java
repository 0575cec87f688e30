package io.obs.examples.captions.media;

import java.io.IOException;

/** The file is there, but it is not the audio it claims to be. */
public final class CorruptMediaException extends IOException {

    private static final long serialVersionUID = 1;

    CorruptMediaException(String message) {
        super(message);
    }
}
