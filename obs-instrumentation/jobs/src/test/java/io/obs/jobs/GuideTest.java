package io.obs.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obs.Observability;
import io.obs.job.FailureReason;
import io.obs.job.Field;
import io.obs.job.ObservedJob;
import io.obs.testkit.GuidePage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.Test;

/** The guide's Java, compiled and run. */
class GuideTest {

    private record Video(String id) {}

    private record Captions(String text) {}

    private static final class BadVideo extends IOException {
        private static final long serialVersionUID = 1;
    }

    private enum Language {
        PT
    }

    interface Extractor {
        Captions extract(Video video) throws IOException;
    }

    /** A service of its own. */
    static final class Marked {
        @ObservedJob(
                value = "extract_captions",
                slow = "30s",
                reasons = @FailureReason(of = BadVideo.class, is = "validation"))
        Captions extract(@Field("job_id") String id, @Field("language") Language language, byte[] video)
                throws IOException {
            return new Captions("of " + id);
        }
    }

    /** Something that must be swept. */
    private record Store(CountDownLatch swept) {
        void sweep() {
            swept.countDown();
        }
    }

    private static final class RealExtractor implements Extractor {
        @Override
        @ObservedJob("extract_captions")
        public Captions extract(Video video) {
            return new Captions("of " + video.id());
        }
    }

    @Test
    void page_isTrue() throws Exception {
        Path here = Path.of("src/test/java/io/obs/jobs/GuideTest.java");
        GuidePage.of(Path.of("../../docs/guide/jobs.md")).isCompiledIn(here);
        GuidePage.of(Path.of("../../docs/guide/annotated-methods.md")).isCompiledIn(here);
        Extractor extractor = new RealExtractor();
        Store store = new Store(new CountDownLatch(1));
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        Video video = new Video("v-1");
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (Observability obs = Observability.builder()
                .withoutDiscovery()
                .set("obs.admin.enabled", "false")
                .build()) {
            JobsObservability jobs = JobsObservability.create(obs);
            Captions captions = jobs.call("extract_captions", video.id(), () -> extractor.extract(video));
            Future<Captions> later = jobs.submit(executor, "extract_captions", () -> extractor.extract(video));
            Extractor observed = jobs.proxy(Extractor.class, extractor);
            assertThat(captions).isEqualTo(later.get()).isEqualTo(observed.extract(video));
            assertThat(new Marked().extract(video.id(), Language.PT, new byte[0]))
                    .isEqualTo(captions);
            ScheduledFuture<?> sweeping =
                    jobs.scheduleAtFixedRate(timer, "sweep", Duration.ZERO, Duration.ofMinutes(10), store::sweep);
            store.swept().await();
            assertThat(sweeping.cancel(false)).isTrue();
            JobsObservability own =
                    JobsObservability.create(obs, error -> error instanceof BadVideo ? "validation" : "internal");
            assertThatThrownBy(() -> own.run("extract_captions", () -> {
                        throw new BadVideo();
                    }))
                    .isInstanceOf(BadVideo.class);
        } finally {
            executor.shutdownNow();
            timer.shutdownNow();
        }
    }
}
