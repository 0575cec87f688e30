package io.obs.breaker;

/** The states of a circuit breaker, with the codes of {@code circuit_breaker_state}. */
public enum BreakerState {
    CLOSED(0),
    OPEN(1),
    HALF_OPEN(2),
    /** Held open by somebody; reads as open. */
    FORCED_OPEN(1),
    /** Lets everything through; reads as closed. */
    DISABLED(0),
    /** Lets everything through and measures; reads as closed. */
    METRICS_ONLY(0);

    private final int code;

    BreakerState(int code) {
        this.code = code;
    }

    /** 0 closed, 1 open, 2 half open. */
    public int code() {
        return code;
    }
}
