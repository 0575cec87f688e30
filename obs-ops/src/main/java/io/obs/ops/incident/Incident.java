package io.obs.ops.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One incident, and the part of it that lies in the span that is looked at.
 *
 * @param title what it was: as it was written down, or the alerts that fired, or that the probe failed
 * @param span the part in the span
 * @param acknowledged when somebody took it, if the log says so
 * @param resolution how it ended
 * @param severity as the log says, or {@code critical} where it was found by the probe or by a critical alert
 * @param logged true where the log has it
 * @param startsBefore true where it began before the span
 * @param goesOn true where it had not ended at the span's end
 */
public record Incident(
        String title,
        Span span,
        @Nullable Instant acknowledged,
        String resolution,
        @Nullable String severity,
        boolean logged,
        boolean startsBefore,
        boolean goesOn) {

    public Duration duration() {
        return span.duration();
    }

    /** From when it was acknowledged to its end, in the span; none where nobody wrote that down. */
    public Optional<Duration> resolutionTime() {
        if (acknowledged == null) {
            return Optional.empty();
        }
        Instant from = acknowledged.isBefore(span.start()) ? span.start() : acknowledged;
        return from.isAfter(span.end()) ? Optional.empty() : Optional.of(Duration.between(from, span.end()));
    }
}
