package io.obs.ops.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How long a server keeps samples.
 *
 * @param text in its own words: {@code 15d}, {@code 15d or 50GiB}
 */
public record Retention(String text) {

    private static final Pattern PART = Pattern.compile("(\\d+)(y|w|d|h|m(?!s)|s)");
    /** True where samples of that time are surely kept: a limit of size may always delete them. */
    public boolean coversSince(Instant then) {
        if (text.contains("B")) {
            return false;
        }
        Duration kept = PART.matcher(text)
                .results()
                .map((MatchResult part) -> unit(part.group(2)).multipliedBy(Long.parseLong(part.group(1))))
                .reduce(Duration.ZERO, Duration::plus);
        return kept.compareTo(Duration.between(then, Instant.now())) > 0;
    }

    private static Duration unit(String name) {
        return switch (name) {
            case "y" -> Duration.ofDays(365);
            case "w" -> Duration.ofDays(7);
            case "d" -> Duration.ofDays(1);
            case "h" -> Duration.ofHours(1);
            case "m" -> Duration.ofMinutes(1);
            default -> Duration.ofSeconds(1);
        };
    }
}
