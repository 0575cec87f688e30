package io.obs.ops.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One line of the report.
 *
 * @param label its name
 * @param value as people read it, {@code n/a} where nothing was measured
 * @param change against the month before, without parentheses; null where there is none
 * @param judgement of the change
 */
record Row(String label, String value, @Nullable String change, Judgement judgement) {

    static final String INCIDENTS = "Incidents";

    /** Whether a change is for the better. */
    enum Judgement {
        BETTER,
        WORSE,
        NEITHER
    }

    /** All lines, in the report's order. */
    static List<Row> of(Report report) {
        Table table = new Table(report);
        table.add("Uptime", true, Figures::uptime, Format::percent, Format::points);
        table.add("Uptime (requests)", true, Figures::requestUptime, Format::percent, Format::points);
        table.add("Error rate", false, each -> each.traffic().errorShare(), Format::percent, Format::points);
        table.addLatency("P95 latency", 0.95);
        table.addLatency("P99 latency", 0.99);
        table.add(INCIDENTS, false, Figures::incidentCount, Format::count, Format::count);
        table.add("Deployments", null, Figures::deploymentCount, Format::count, Format::count);
        table.add("Failed deploys", false, Figures::failedDeployments, Format::count, Format::count);
        table.add("MTTR", false, each -> each.incidents().meanDuration(), Format::time, Format::shortTime);
        table.add(
                "Avg resolution time",
                false,
                each -> each.incidents().meanResolution(),
                Format::time,
                Format::shortTime);
        return table.rows;
    }

    private record Table(Report report, List<Row> rows) {

        Table(Report report) {
            this(report, new ArrayList<>());
        }

        void add(
                String label,
                @Nullable Boolean moreIsBetter,
                Function<Figures, OptionalDouble> figure,
                DoubleFunction<String> format,
                DoubleFunction<String> changeFormat) {
            OptionalDouble value = figure.apply(report.now());
            OptionalDouble before = report.before().map(figure).orElse(OptionalDouble.empty());
            String text = value.isPresent() ? format.apply(value.getAsDouble()) : Format.NONE;
            if (value.isEmpty() || before.isEmpty() || infinite(value, before)) {
                rows.add(new Row(label, text, null, Judgement.NEITHER));
                return;
            }
            double change = value.getAsDouble() - before.getAsDouble();
            String written = Format.change(change, changeFormat);
            Judgement judgement = moreIsBetter == null || written.startsWith("→")
                    ? Judgement.NEITHER
                    : change > 0 == moreIsBetter ? Judgement.BETTER : Judgement.WORSE;
            rows.add(new Row(label, text, written, judgement));
        }

        /** Above the largest bound nobody knows how much. */
        void addLatency(String label, double q) {
            String above = ">" + Format.latency(report.now().latency().largestBound());
            add(
                    label,
                    false,
                    each -> each.latency().quantile(q),
                    seconds -> Double.isInfinite(seconds) ? above : Format.latency(seconds),
                    Format::latency);
        }

        private static boolean infinite(OptionalDouble one, OptionalDouble other) {
            return Double.isInfinite(one.getAsDouble()) || Double.isInfinite(other.getAsDouble());
        }
    }
}
