package io.obs.examples.captions.gateway;

import java.io.IOException;

/** The job manager could not be asked, or answered with a 5xx. */
final class JobManagerUnavailableException extends IOException {

    private static final long serialVersionUID = 1;

    JobManagerUnavailableException(int status) {
        super("job-manager answered " + status);
    }

    JobManagerUnavailableException(IOException cause) {
        super("job-manager can't be reached", cause);
    }
}
