package io.obs.catalog;

/** What sets the series of a metric family apart from the rule. */
public enum MetricTrait {

    /**
     * Of its bounded labels only some combinations make sense ({@code status} 404 is no {@code server_error}), so the
     * protocol's handler declares those that shall exist at zero. Without it every combination exists as soon as the
     * values of the open labels are known.
     */
    DECLARED,

    /**
     * Several gauges of the same labels add up (jobs being processed, by two handlers). Without it the one that was
     * registered last is shown.
     */
    ADDITIVE,

    /**
     * Tells of any service, not of this one alone (what a probe asks): callers give the label {@code service} too, as any
     * other. Without it the label is obs's to fill.
     */
    ANY_SERVICE
}
