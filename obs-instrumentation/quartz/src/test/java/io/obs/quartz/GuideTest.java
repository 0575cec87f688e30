package io.obs.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import io.obs.testkit.GuidePage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;
import org.quartz.impl.StdSchedulerFactory;

/** The guide's Java, compiled and run. */
class GuideTest {

    @Test
    void page_isTrue() throws Exception {
        GuidePage.of(Path.of("../../docs/guide/quartz.md"))
                .isCompiledIn(Path.of("src/test/java/io/obs/quartz/GuideTest.java"));
        try (Observability obs = Observability.builder()
                .withoutDiscovery()
                .set("obs.admin.enabled", "false")
                .build()) {
            Scheduler scheduler = QuartzObservability.create(obs).observe(StdSchedulerFactory.getDefaultScheduler());
            scheduler.start();
            assertThat(scheduler.isStarted()).isTrue();
            scheduler.shutdown();
        }
    }
}
