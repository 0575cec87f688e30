package io.obs.logging;

/** The levels a logger can be set to by configuration. */
enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR,
    OFF
}
