package io.obs.ops.report;

import io.obs.ops.deployment.Deployments;
import io.obs.ops.incident.Incidents;
import io.obs.ops.incident.ProbeMinutes;
import io.obs.ops.prometheus.BucketSum;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What was measured in a month; what was not is empty, never zero.
 *
 * @param month which
 * @param probe each minute
 * @param traffic requests and errors of the whole month
 * @param latency the durations of all requests
 * @param knownWindows how many of the month's windows have samples of requests
 * @param firstKnown the end of the first of them
 * @param incidents all, clipped to the month
 * @param deployments all
 * @param days each day on its own, for charts
 */
record Figures(
        Month month,
        ProbeMinutes probe,
        Traffic traffic,
        BucketSum latency,
        long knownWindows,
        @Nullable Instant firstKnown,
        Incidents incidents,
        Deployments deployments,
        List<Day> days) {

    /** Requests, and those of them that ended with 5xx. */
    record Traffic(double requests, double errors) {

        static final Traffic NONE = new Traffic(0, 0);

        Traffic plus(Traffic other) {
            return new Traffic(requests + other.requests, errors + other.errors);
        }

        /** From 0 to 1. */
        OptionalDouble errorShare() {
            return requests > 0 ? OptionalDouble.of(errors / requests) : OptionalDouble.empty();
        }
    }

    /** One day. */
    record Day(LocalDate date, int knownMinutes, int downMinutes, Traffic traffic, OptionalDouble p95) {}

    /** By time, from 0 to 1: the share of the minutes that were seen. */
    OptionalDouble uptime() {
        int known = probe.known();
        return known == 0 ? OptionalDouble.empty() : OptionalDouble.of((known - probe.down()) / (double) known);
    }

    /** By requests, from 0 to 1. */
    OptionalDouble requestUptime() {
        OptionalDouble errors = traffic.errorShare();
        return errors.isPresent() ? OptionalDouble.of(1 - errors.getAsDouble()) : errors;
    }

    OptionalDouble incidentCount() {
        return hasData() || !incidents.all().isEmpty()
                ? OptionalDouble.of(incidents.all().size())
                : OptionalDouble.empty();
    }

    OptionalDouble deploymentCount() {
        return deployments.isKnown() ? OptionalDouble.of(deployments.all().size()) : OptionalDouble.empty();
    }

    OptionalDouble failedDeployments() {
        return deployments.failed().stream().asDoubleStream().findFirst();
    }

    /** False where neither probe nor requests left a sample: the month is not to be compared with. */
    boolean hasData() {
        return probe.known() > 0 || knownWindows > 0;
    }
}
