package io.obs.examples.captions.api;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How much work is spent on a job. */
public enum Quality {
    DRAFT(1),
    STANDARD(4),
    BEST(32);

    private final int looks;

    Quality(int looks) {
        this.looks = looks;
    }

    /** How often each word is listened to. */
    public int looks() {
        return looks;
    }

    static @Nullable Quality of(String text) {
        for (Quality quality : values()) {
            if (quality.toString().equals(text)) {
                return quality;
            }
        }
        return null;
    }

    /** As it stands in JSON. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
