package io.obs.messaging;

import java.util.Locale;

/** How a consumer settles a delivery: the values of the {@code status} label. */
public enum Settlement {
    /** It was handled. */
    ACK,
    /** It could not be handled, said by a nack. */
    NACK,
    /** It could not be handled, said by a reject. */
    REJECT;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The value of the {@code status} label. */
    public String label() {
        return label;
    }
}
