package io.obs.ops.report;

import io.obs.ops.cli.BadInput;
import io.obs.ops.incident.Span;
import io.obs.ops.prometheus.Increases;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * A calendar month in a time zone: from its first midnight to the next month's, however many hours that is.
 *
 * @param month which
 * @param zone whose midnights
 * @param span the month, or, where it is not over, its part until the last full hour
 * @param isOver false where it goes on
 */
record Month(YearMonth month, ZoneId zone, Span span, boolean isOver) {

    /**
     * @throws BadInput where the month has not begun by now
     */
    static Month of(YearMonth month, ZoneId zone, Instant now) {
        Instant start = month.atDay(1).atStartOfDay(zone).toInstant();
        Instant end = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        if (!now.isBefore(end)) {
            return new Month(month, zone, new Span(start, end), true);
        }
        long hours = Duration.between(start, now).toHours();
        if (hours < 1) {
            throw new BadInput(month + " has not begun in " + zone + ", it begins at " + start);
        }
        return new Month(month, zone, new Span(start, start.plusSeconds(hours * 3600)), false);
    }

    Month before() {
        YearMonth before = month.minusMonths(1);
        Instant start = before.atDay(1).atStartOfDay(zone).toInstant();
        return new Month(
                before, zone, new Span(start, month.atDay(1).atStartOfDay(zone).toInstant()), true);
    }

    /** The minutes of the whole month, over or not. */
    long wholeMinutes() {
        Instant end = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        return Duration.between(span.start(), end).toMinutes();
    }

    /** By which its counters are read. */
    Duration window() {
        return Increases.window(span.start(), span.end());
    }

    long windows() {
        return span.duration().dividedBy(window());
    }

    String windowName() {
        return window().equals(Duration.ofHours(1)) ? "hours" : "spans of " + window().toMinutes() + " minutes";
    }
}
