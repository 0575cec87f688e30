package io.obs.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obs.Observability;
import io.obs.job.ObservedJob;
import io.obs.testkit.GuidePage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The guide's Java, compiled and run. */
class GuideTest {

    private record Video(String id) {}

    private record Captions(String text) {}

    private static final class BadVideo extends IOException {
        private static final long serialVersionUID = 1;
    }

    interface Extractor {
        @ObservedJob("extract_captions")
        Captions extract(Video video) throws IOException;
    }

    @Test
    void page_isTrue() throws Exception {
        GuidePage.of(Path.of("../../docs/guide/jobs.md"))
                .isCompiledIn(Path.of("src/test/java/io/obs/jobs/GuideTest.java"));
        Extractor extractor = asked -> new Captions("of " + asked.id());
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
            JobsObservability own =
                    JobsObservability.create(obs, error -> error instanceof BadVideo ? "validation" : "internal");
            assertThatThrownBy(() -> own.run("extract_captions", () -> {
                        throw new BadVideo();
                    }))
                    .isInstanceOf(BadVideo.class);
        } finally {
            executor.shutdownNow();
        }
    }
}
