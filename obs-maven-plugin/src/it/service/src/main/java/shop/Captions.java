package shop;

import io.obs.job.Field;
import io.obs.job.ObservedJob;

final class Captions {

    void extractAll() {
        extract("job-1", 1);
        extract("job-2", 2);
        store();
    }

    @ObservedJob("extract_captions")
    private static String extract(@Field("job_id") String id, @Field("part") int part) {
        return id + part;
    }

    @ObservedJob
    private void store() {}
}
