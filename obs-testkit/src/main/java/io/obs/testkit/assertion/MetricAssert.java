package io.obs.testkit.assertion;

import io.obs.testkit.Scrape;
import io.obs.testkit.TestTelemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import org.assertj.core.api.AbstractAssert;

/** Assertions about one series of the scrape; each waits until it holds. Used by one thread. */
public final class MetricAssert extends AbstractAssert<MetricAssert, String> {

    private static final double ROUNDING = 1e-9;

    private final TelemetryAssert all;
    private final TestTelemetry telemetry;
    private final String name;
    private final String[] labels;

    MetricAssert(TelemetryAssert all, TestTelemetry telemetry, String name, String... labels) {
        super(described(name, labels), MetricAssert.class);
        if (labels.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "labels of " + name + " are names and values in turn, and here are " + List.of(labels));
        }
        this.all = all;
        this.telemetry = telemetry;
        this.name = name;
        this.labels = labels.clone();
    }

    /** It is there, whatever its value. */
    public MetricAssert exists() {
        return holds(value -> true, "to exist");
    }

    /** There is no such series. */
    public MetricAssert doesNotExist() {
        telemetry.eventually(() -> {
            Scrape scrape = telemetry.scrape();
            if (scrape.value(name, labels).isPresent()) {
                fail("not to exist", scrape);
            }
        });
        return this;
    }

    /** It has this value. */
    public MetricAssert hasValue(double expected) {
        return holds(value -> same(value, expected), "to be " + number(expected));
    }

    /** It has this value or a greater one. */
    public MetricAssert isAtLeast(double least) {
        return holds(value -> value >= least, "to be " + number(least) + " at least");
    }

    /**
     * It moved by so much since the test began; a series that was not there then began at 0. Needs {@link
     * io.obs.testkit.ObsTest}, else since the start.
     */
    public MetricAssert increasedBy(double expected) {
        double before = telemetry.before().value(name, labels).orElse(0);
        return holds(
                value -> same(value - before, expected),
                "to have moved by " + number(expected) + " from " + number(before));
    }

    /** It did not move since the test began, as far as is known by now. */
    public MetricAssert didNotMove() {
        return increasedBy(0);
    }

    /** Back to all signals. */
    public TelemetryAssert and() {
        return all;
    }

    private MetricAssert holds(DoublePredicate condition, String expectation) {
        telemetry.eventually(() -> now(condition, expectation));
        return this;
    }

    void now(DoublePredicate condition, String expectation) {
        Scrape scrape = telemetry.scrape();
        OptionalDouble value = scrape.value(name, labels);
        if (value.isEmpty() || !condition.test(value.getAsDouble())) {
            fail(expectation, scrape);
        }
    }

    private void fail(String expectation, Scrape scrape) {
        List<String> there = new ArrayList<>(scrape.series(name).stream()
                .map(series -> series.labels() + " = " + number(series.value()))
                .sorted()
                .toList());
        String others = there.isEmpty() ? nearest(scrape) : "its series:" + Listing.of(there);
        failWithMessage("expected %s %s; %s", actual, expectation, others);
    }

    /** Families that share the first word, where the name is unknown. */
    private String nearest(Scrape scrape) {
        String word = name.contains("_") ? name.substring(0, name.indexOf('_') + 1) : name;
        return "there is no such metric; with the same beginning:"
                + Listing.of(scrape.types().keySet().stream()
                        .filter(other -> other.startsWith(word))
                        .toList());
    }

    private static boolean same(double a, double b) {
        return Math.abs(a - b) <= ROUNDING * Math.max(1, Math.abs(b));
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%.0f", value)
                : Double.toString(value);
    }

    private static String described(String name, String... labels) {
        StringBuilder text = new StringBuilder(name);
        for (int i = 0; i + 1 < labels.length; i += 2) {
            text.append(i == 0 ? "{" : ", ")
                    .append(labels[i])
                    .append("=\"")
                    .append(labels[i + 1])
                    .append('"');
        }
        return labels.length < 2 ? name : text.append('}').toString();
    }
}
