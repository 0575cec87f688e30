package io.obs.ops.report;

/**
 * What an objective allows to go wrong, and what did.
 *
 * @param allowed in minutes or in requests
 * @param used in the same
 * @param burnRate how fast it is used: 1 uses all of it by the month's end
 */
record ErrorBudget(double allowed, double used, double burnRate) {

    /** Of time: of all the month's minutes; the burn rate is of those that were seen. */
    static ErrorBudget ofMinutes(double slo, Figures figures) {
        double bad = 1 - slo;
        double share = figures.probe().down() / (double) figures.probe().known();
        long minutes = figures.month().wholeMinutes();
        return new ErrorBudget(bad * minutes, figures.probe().down(), share / bad);
    }

    /** Of requests. */
    static ErrorBudget ofRequests(double slo, Figures.Traffic traffic) {
        double bad = 1 - slo;
        return new ErrorBudget(bad * traffic.requests(), traffic.errors(), traffic.errors() / traffic.requests() / bad);
    }

    /** Negative where more was used than allowed. */
    double remaining() {
        return allowed - used;
    }

    /** From 0 to 1, and above. */
    double usedShare() {
        return used / allowed;
    }
}
