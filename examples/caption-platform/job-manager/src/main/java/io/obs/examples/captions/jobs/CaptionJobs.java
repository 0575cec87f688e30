package io.obs.examples.captions.jobs;

import io.obs.examples.captions.api.CreateJob;
import io.obs.examples.captions.media.Captions;
import io.obs.job.ObservedJob;
import java.io.IOException;

/** The work that jobs do. Each call is a job: counted, timed, logged, traced. */
interface CaptionJobs {

    /** Counted as created where it is queued, which is earlier. */
    @ObservedJob(value = "extract_captions", created = false)
    Captions extract(CreateJob order) throws IOException;
}
