package io.obs.logging;

/** How lines look. */
enum LogFormat {
    /** For people where standard output is a terminal, JSON elsewhere. */
    AUTO,
    /** One JSON object a line. */
    JSON,
    /** For people. */
    CONSOLE
}
