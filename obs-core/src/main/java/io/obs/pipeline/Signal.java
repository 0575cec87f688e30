package io.obs.pipeline;

/** The three signals, in the order in which their listeners are entered. */
public enum Signal {
    TRACE("trace"),
    LOG("log"),
    METRIC("metric");

    private final String label;

    Signal(String label) {
        this.label = label;
    }

    /** The value of the {@code signal} label. */
    public String label() {
        return label;
    }
}
