package io.obs.logging.console;

import ch.qos.logback.classic.Level;

/** Colours a terminal understands, or none. */
enum Paint {
    NONE {
        @Override
        void on(StringBuilder to, String code) {}

        @Override
        void off(StringBuilder to) {}
    },
    ANSI {
        @Override
        void on(StringBuilder to, String code) {
            to.append("\u001b[").append(code).append('m');
        }

        @Override
        void off(StringBuilder to) {
            to.append("\u001b[0m");
        }
    };

    static final String DIM = "2";
    static final String KEY = "36";

    abstract void on(StringBuilder to, String code);

    abstract void off(StringBuilder to);

    static String of(Level level, boolean critical) {
        return switch (level.toInt()) {
            case Level.ERROR_INT -> critical ? "1;97;41" : "1;31";
            case Level.WARN_INT -> "33";
            case Level.INFO_INT -> "32";
            default -> "34";
        };
    }
}
