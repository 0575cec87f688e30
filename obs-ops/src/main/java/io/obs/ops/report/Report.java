package io.obs.ops.report;

import io.obs.ops.prometheus.PrometheusClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A month beside the month before.
 *
 * @param service whose
 * @param slo the objective, from 0 to 1
 * @param now the month
 * @param before the month before, where it has data
 * @param notes what a reader must know of how complete this is
 */
record Report(String service, double slo, Figures now, Optional<Figures> before, List<String> notes) {

    static Report of(String service, double slo, Figures now, Figures before, PrometheusClient client) {
        return new Report(
                service,
                slo,
                now,
                before.hasData() ? Optional.of(before) : Optional.empty(),
                new Notes(now, before).all(client));
    }

    private static final double ROUNDING = 1e-12;

    /** Where the probe saw anything. */
    Optional<ErrorBudget> timeBudget() {
        return now.uptime().isPresent() ? Optional.of(ErrorBudget.ofMinutes(slo, now)) : Optional.empty();
    }

    /** Where there were requests. */
    Optional<ErrorBudget> requestBudget() {
        return now.requestUptime().isPresent()
                ? Optional.of(ErrorBudget.ofRequests(slo, now.traffic()))
                : Optional.empty();
    }

    /** True where one of the two uptimes is below the objective. */
    boolean isBreached() {
        return isBelow(now.uptime()) || isBelow(now.requestUptime());
    }

    /** True where neither uptime was measured. */
    boolean isUnknown() {
        return now.uptime().isEmpty() && now.requestUptime().isEmpty();
    }

    private boolean isBelow(OptionalDouble uptime) {
        return uptime.isPresent() && slo - uptime.getAsDouble() > ROUNDING;
    }

    /** Finds what is missing. */
    private record Notes(Figures now, Figures before) {

        List<String> all(PrometheusClient client) {
            List<String> notes = new ArrayList<>();
            if (!now.month().isOver()) {
                notes.add("The month is not over: these are its figures until "
                        + local(now.month().span().end()) + ".");
            }
            addProbe(notes);
            addRequests(notes, client);
            addBefore(notes);
            client.warnings().forEach(warning -> notes.add("The server warned: " + warning));
            return notes;
        }

        private void addProbe(List<String> notes) {
            int total = now.probe().total();
            int known = now.probe().known();
            if (known == 0) {
                notes.add("No probe was seen: there is no uptime by time.");
            } else if (known < total) {
                notes.add("The probe was seen in " + known + " of " + total + " minutes ("
                        + Format.percent(known / (double) total) + "); the others count neither as up nor as down.");
            }
        }

        private void addRequests(List<String> notes, PrometheusClient client) {
            Instant first = now.firstKnown();
            long windows = now.month().windows();
            if (first == null) {
                notes.add("There are no samples of requests.");
            } else if (now.knownWindows() < windows) {
                String share = "There are samples of requests in " + now.knownWindows() + " of " + windows + " "
                        + now.month().windowName() + " only";
                boolean late = first.isAfter(
                        now.month().span().start().plus(now.month().window()));
                notes.add(late ? share + ", the first before " + local(first) + ": " + retention(client) : share + ".");
            }
        }

        private String retention(PrometheusClient client) {
            Instant start = now.month().span().start();
            return client.retention()
                    .map(kept -> kept.coversSince(start)
                            ? "the service is that new."
                            : "the server keeps " + kept.text() + " only.")
                    .orElse("the server keeps no older ones, or the service is that new.");
        }

        private void addBefore(List<String> notes) {
            if (!before.hasData()) {
                notes.add("There are no data of the month before: no changes are shown.");
                return;
            }
            long windows = before.month().windows();
            if (before.knownWindows() > 0 && before.knownWindows() < windows) {
                notes.add("The month before has samples of requests in " + before.knownWindows() + " of " + windows
                        + " " + before.month().windowName() + " only.");
            }
            int total = before.probe().total();
            int known = before.probe().known();
            if (known > 0 && known < total) {
                notes.add("In the month before, the probe was seen in " + known + " of " + total + " minutes only.");
            }
        }

        private String local(Instant at) {
            return Format.minute(at, now.month().zone());
        }
    }
}
