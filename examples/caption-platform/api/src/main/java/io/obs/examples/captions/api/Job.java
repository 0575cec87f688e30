package io.obs.examples.captions.api;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A job: what callers see, what the services tell each other, and what waits on the queue.
 *
 * @param user on whose behalf it was ordered; null where nobody said
 * @param captions what was heard, as a SubRip file; null until it is done
 * @param error why it failed; null unless it has
 */
public record Job(
        String id,
        String media,
        String language,
        Quality quality,
        @Nullable String user,
        State state,
        @Nullable String captions,
        @Nullable String error) {

    /** Where a job is. */
    public enum State {
        QUEUED,
        PROCESSING,
        DONE,
        FAILED;

        /** As it stands in JSON and in the database. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Job {
        requireNonNull(id, "id");
        requireNonNull(media, "media");
        requireNonNull(language, "language");
        requireNonNull(quality, "quality");
        requireNonNull(state, "state");
    }

    /** A new job, waiting. */
    public static Job queued(String id, CreateJob order) {
        return new Job(id, order.media(), order.language(), order.quality(), order.user(), State.QUEUED, null, null);
    }

    public Job processing() {
        return new Job(id, media, language, quality, user, State.PROCESSING, null, null);
    }

    public Job done(String heard) {
        return new Job(id, media, language, quality, user, State.DONE, heard, null);
    }

    public Job failed(String why) {
        return new Job(id, media, language, quality, user, State.FAILED, null, why);
    }
}
