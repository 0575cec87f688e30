package io.obs.examples.captions.api;

import org.jspecify.annotations.Nullable;

/**
 * A job as callers see it.
 *
 * @param captions how many captions were found; null until it has succeeded
 * @param mediaSha256 of the file they were found in; null until it has succeeded
 * @param bytes the size of the compressed captions; null until it has succeeded
 * @param error why it failed; null unless it has
 */
public record Job(
        String id,
        String media,
        String language,
        String quality,
        State state,
        @Nullable Integer captions,
        @Nullable String mediaSha256,
        @Nullable Integer bytes,
        @Nullable String error) {

    /** Where a job is. */
    public enum State {
        QUEUED,
        RUNNING,
        SUCCEEDED,
        FAILED;

        /** True where nothing more will happen to it. */
        public boolean isFinal() {
            return this == SUCCEEDED || this == FAILED;
        }
    }

    /** A new job, waiting. */
    public static Job queued(String id, CreateJob order) {
        return new Job(
                id, order.media(), order.language(), order.quality().toString(), State.QUEUED, null, null, null, null);
    }

    public Job running() {
        return new Job(id, media, language, quality, State.RUNNING, null, null, null, null);
    }

    public Job succeeded(int found, String sha256, int size) {
        return new Job(id, media, language, quality, State.SUCCEEDED, found, sha256, size, null);
    }

    public Job failed(String why) {
        return new Job(id, media, language, quality, State.FAILED, null, null, null, why);
    }
}
