package io.obs.ops.cli;

import java.io.Serial;

/** Something the user gave is wrong; the message is for them: what, where, what is allowed. Ends the program with {@link ExitCodes#USAGE}. */
public final class BadInput extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    public BadInput(String message) {
        super(message);
    }

    public BadInput(String message, Throwable cause) {
        super(message, cause);
    }
}
