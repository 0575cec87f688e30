package io.obs.jobs.elsewhere;

import io.obs.job.ObservedJob;
import io.obs.jobs.JobsObservability;
import java.io.IOException;

/** A service's class that marks jobs in an interface which nobody else sees. */
public final class Hidden {

    interface Extractor {
        @ObservedJob("extract_captions")
        String extract(String video) throws IOException;

        default String describe() {
            return "an extractor";
        }
    }

    private final Extractor extractor;

    public Hidden(JobsObservability jobs) {
        extractor = jobs.proxy(Extractor.class, video -> {
            if (video.isEmpty()) {
                throw new IOException("no video");
            }
            return "captions of " + video;
        });
    }

    public String extract(String video) throws IOException {
        return extractor.extract(video);
    }

    public String describe() {
        return extractor.describe();
    }
}
