package io.obs.ops.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A span of time, its end not in it.
 *
 * @param start the first instant
 * @param end the first instant after it
 */
public record Span(Instant start, Instant end) {

    public Span {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(end, "end");
    }

    public Duration duration() {
        return Duration.between(start, end);
    }

    /** True where they share an instant, or one begins where the other ends: an alert fires a minute after its cause. */
    public boolean touches(Span other) {
        return !start.isAfter(other.end) && !other.start.isAfter(end);
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }

    /** From the earlier start to the later end. */
    public Span with(Span other) {
        return new Span(start.isBefore(other.start) ? start : other.start, end.isAfter(other.end) ? end : other.end);
    }

    /** The part inside the other; both must touch. */
    public Span within(Span other) {
        return new Span(start.isBefore(other.start) ? other.start : start, end.isAfter(other.end) ? other.end : end);
    }
}
