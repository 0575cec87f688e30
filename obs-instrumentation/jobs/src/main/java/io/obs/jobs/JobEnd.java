package io.obs.jobs;

import io.obs.job.JobOperation;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Ends a job by what its task returned. */
final class JobEnd {

    private JobEnd() {}

    static void with(JobOperation job, @Nullable Object result) {
        if (result instanceof CompletionStage<?> stage) {
            try {
                stage.whenComplete((value, error) -> completed(job, error));
            } catch (RuntimeException e) { // a stage of somebody's own that can't be listened to: ended as far as seen
                job.succeeded();
            }
        } else {
            job.succeeded();
        }
    }

    private static void completed(JobOperation job, @Nullable Throwable error) {
        if (error == null) {
            job.succeeded();
        } else {
            job.failed(error instanceof CompletionException && error.getCause() != null ? error.getCause() : error);
        }
    }
}
