package io.obs.ops.incident;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident as somebody wrote it down.
 *
 * @param service whose it is; null: everybody's
 * @param start when the service began to fail
 * @param acknowledged when somebody took it, if it is known
 * @param end when the service was well again; null: it is not
 * @param title what it was
 * @param severity as the team calls it, if at all
 * @param resolution how it ended
 * @param usersAffected how many users felt it, if it is known
 * @param timeline what happened when
 */
public record LoggedIncident(
        @Nullable String service,
        Instant start,
        @Nullable Instant acknowledged,
        @Nullable Instant end,
        String title,
        @Nullable String severity,
        @Nullable String resolution,
        @Nullable Long usersAffected,
        List<Note> timeline) {

    public LoggedIncident {
        timeline = List.copyOf(timeline);
    }

    /**
     * A line of the timeline.
     *
     * @param at when
     * @param text what happened
     */
    public record Note(Instant at, String text) {}
}
