package io.obs.logging;

import java.util.Map;

/** When the console format is coloured. */
enum ColorChoice {
    /** On a terminal, unless NO_COLOR is set. */
    AUTO,
    ALWAYS,
    NEVER;

    /** See <a href="https://no-color.org">no-color.org</a>. */
    boolean colored(boolean terminal, Map<String, String> environment) {
        return switch (this) {
            case AUTO -> terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }
}
