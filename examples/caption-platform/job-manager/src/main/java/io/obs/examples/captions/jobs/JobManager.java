package io.obs.examples.captions.jobs;

import io.obs.Observability;
import io.obs.examples.captions.api.Service;
import io.obs.examples.captions.api.Settings;
import io.obs.examples.captions.media.CaptionExtractor;
import io.obs.examples.captions.media.MediaLibrary;
import io.obs.health.HealthCheck;
import io.obs.health.HealthResult;
import io.obs.jobs.JobsObservability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The job manager: extracts captions from the recordings of a directory.
 *
 * <p>Its environment: {@code PORT} (8081), {@code MEDIA_DIR} (media), {@code WORKERS} (2), {@code QUEUE_ROOM} (32), and
 * what obs reads.
 */
public final class JobManager {

    private JobManager() {}

    public static void main(String... arguments) {
        Service.main(JobManager::start);
    }

    private static void start(Settings settings) throws IOException {
        int port = settings.port("PORT", 8081);
        int workers = settings.number("WORKERS", 2, 1, 64);
        int room = settings.number("QUEUE_ROOM", 32, 1, 10_000);
        Path media = Path.of(settings.text("MEDIA_DIR", "media"));
        settings.check();

        Observability obs = Observability.init();
        MediaLibrary library = MediaLibrary.open(media);
        JobsObservability jobs = JobsObservability.create(obs);
        CaptionJobs work = jobs.proxy(
                CaptionJobs.class,
                order -> CaptionExtractor.extract(
                        library.find(order.media()),
                        order.language(),
                        order.quality().looks()));
        JobStore store = new JobStore();
        JobQueue queue = new JobQueue(obs, jobs, store, work, workers, room);
        obs.health().register("media", HealthCheck.Kind.READINESS, () -> look(library));
        obs.health().register("queue", HealthCheck.Kind.READINESS, () -> look(queue));
        Service.serve(obs, port, new JobApi(store, queue).routes(), List.of(queue));
    }

    private static HealthResult look(MediaLibrary library) {
        return library.isReadable() ? HealthResult.healthy() : HealthResult.down("the recordings can't be read");
    }

    private static HealthResult look(JobQueue queue) {
        return queue.hasRoom()
                ? HealthResult.healthy()
                : HealthResult.degraded(queue.waiting() + " jobs are waiting, there is no room for more");
    }
}
