package io.obs.config;

/** What the requests of probes leave behind; their answers carry the ids whatever it is. */
public enum ProbeSignals {

    /** Nothing: no series, no access line, no span. */
    NONE,
    /** Their series: they are counted and timed as all requests are. */
    METRICS,
    /** All that any request leaves. */
    ALL
}
