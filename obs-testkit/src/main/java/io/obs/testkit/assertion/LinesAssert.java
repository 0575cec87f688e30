package io.obs.testkit.assertion;

import io.obs.testkit.LogLine;
import io.obs.testkit.TestTelemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about log lines: narrowed step by step, then counted or looked at. What counts waits until it holds. Used by
 * one thread.
 */
public final class LinesAssert extends AbstractAssert<LinesAssert, TestTelemetry> {

    private final List<String> narrowedTo = new ArrayList<>();
    private Predicate<LogLine> wanted = line -> true;

    LinesAssert(TestTelemetry telemetry) {
        super(telemetry, LinesAssert.class);
    }

    /** Only those of that logger. */
    public LinesAssert ofLogger(String logger) {
        return narrow("of logger " + logger, line -> logger.equals(line.text("logger")));
    }

    /** Only those of that level: {@code WARN}. */
    public LinesAssert atLevel(String level) {
        return narrow("at level " + level, line -> level.equals(line.text("level")));
    }

    /** Only those that have the field with that value: a String, a Boolean, any Number, a List. */
    public LinesAssert withField(String field, @Nullable Object value) {
        return narrow(
                "with " + field + " = " + value, line -> same(line.fields().get(field), value));
    }

    /** Only those that have the field, whatever its value. */
    public LinesAssert withField(String field) {
        return narrow("with " + field, line -> line.fields().containsKey(field));
    }

    /** Only those whose message holds that text. */
    public LinesAssert withMessage(String part) {
        return narrow("with \"" + part + "\"", line -> line.message().contains(part));
    }

    LinesAssert ofTrace(String traceId) {
        return narrow("of trace " + traceId, line -> traceId.equals(line.text("trace_id")));
    }

    /** There are so many. */
    public LinesAssert hasSize(int expected) {
        actual.eventually(() -> {
            List<LogLine> found = found();
            if (found.size() != expected) {
                fail(expected + " lines", found);
            }
        });
        return this;
    }

    /** There is none, as far as is known by now. */
    public LinesAssert isEmpty() {
        return hasSize(0);
    }

    /** There is one at least. */
    public LinesAssert isNotEmpty() {
        actual.eventually(() -> {
            if (found().isEmpty()) {
                fail("a line", List.of());
            }
        });
        return this;
    }

    /** There is one at least, and each fulfils this. */
    public LinesAssert allSatisfy(Consumer<LogLine> requirements) {
        isNotEmpty();
        found().forEach(requirements);
        return this;
    }

    private List<LogLine> found() {
        return actual.lines().stream().filter(wanted).toList();
    }

    private LinesAssert narrow(String to, Predicate<LogLine> further) {
        narrowedTo.add(to);
        wanted = wanted.and(further);
        return this;
    }

    private void fail(String expectation, List<LogLine> found) {
        failWithMessage(
                "expected %s %s, but there are %s:%s%nall lines:%s",
                expectation,
                String.join(", ", narrowedTo),
                found.size(),
                Listing.of(found.stream().map(LogLine::json).toList()),
                Listing.of(actual.lines().stream().map(LogLine::json).toList()));
    }

    private static boolean same(@Nullable Object actual, @Nullable Object expected) {
        if (actual instanceof Number number && expected instanceof Number wanted) {
            return Double.compare(number.doubleValue(), wanted.doubleValue()) == 0;
        }
        return Objects.equals(actual, expected);
    }
}
