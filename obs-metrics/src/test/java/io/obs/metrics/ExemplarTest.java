package io.obs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import io.obs.catalog.Catalog;
import io.obs.pipeline.Meters;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExemplarTest {

    private static final String IDS =
            " # {span_id=\"" + TestOperation.SPAN_ID + "\",trace_id=\"" + TestOperation.TRACE_ID + "\"} ";

    private final FixedClock clock = new FixedClock();
    private final Observability obs = Scraping.quiet().clock(clock).build();

    @AfterEach
    void stop() {
        obs.close();
    }

    @Test
    void counter_inASampledSpan_showsItInOpenMetrics() {
        obs.meters().counters(Catalog.JOBS_CREATED).get().inc(new TestOperation(true));
        assertThat(Scraping.openMetrics(obs))
                .contains("# TYPE jobs_created counter\n")
                .contains("jobs_created_total{service=\"shop\"} 1.0" + IDS + "1.0 1700000001.005\n")
                .endsWith("# EOF\n");
        assertThat(Scraping.text(obs)).contains("jobs_created_total{service=\"shop\"} 1.0\n");
    }

    @Test
    void counter_inAnUnsampledSpanOrWithoutOperation_showsNone() {
        Meters.Counter created = obs.meters().counters(Catalog.JOBS_CREATED).get();
        created.inc(new TestOperation(false));
        created.inc();
        assertThat(Scraping.openMetrics(obs)).contains("jobs_created_total{service=\"shop\"} 2.0\n");
    }

    @Test
    void histogram_inASampledSpan_showsItOnTheBucketItFellInto() {
        Meters.Histogram duration =
                obs.meters().histograms(Catalog.JOB_PROCESSING_DURATION).get();
        duration.observeNanos(TimeUnit.MILLISECONDS.toNanos(250), new TestOperation(true));
        duration.observeNanos(TimeUnit.SECONDS.toNanos(50), new TestOperation(true));
        assertThat(Scraping.openMetrics(obs))
                .contains("le=\"0.1\"} 0\n")
                .contains("le=\"0.5\"} 1" + IDS + "0.25 1700000001.005\n")
                .contains("le=\"1.0\"} 1\n")
                .contains("le=\"+Inf\"} 2" + IDS + "50.0 1700000001.005\n");
    }

    @Test
    void exemplar_isRenewedOnceASecondAtMost() {
        Meters.Histogram duration =
                obs.meters().histograms(Catalog.JOB_PROCESSING_DURATION).get();
        duration.observeNanos(1, new TestOperation(true));
        clock.advance(Duration.ofMillis(999));
        duration.observeNanos(2_000, new TestOperation(true));
        assertThat(Scraping.openMetrics(obs)).contains(IDS + "1.0E-9 1700000001.005\n");
        clock.advance(Duration.ofMillis(1));
        duration.observeNanos(3_000, new TestOperation(true));
        assertThat(Scraping.openMetrics(obs)).contains(IDS + "3.0E-6 1700000002.005\n");
    }

    @Test
    void exemplar_ofAnEndedOperation_carriesTheTimeOfItsEnd() {
        Meters.Counter created = obs.meters().counters(Catalog.JOBS_CREATED).get();
        TestOperation[] operation = new TestOperation[1];
        operation[0] = new TestOperation(true, () -> {
            clock.advance(Duration.ofMinutes(1));
            created.inc(operation[0]);
        });
        obs.pipeline().start(operation[0]);
        operation[0].end();
        assertThat(Scraping.openMetrics(obs))
                .contains("} 1.0 # {span_id=\""
                        + operation[0].span().getSpanContext().getSpanId() + "\",trace_id=\"" + TestOperation.TRACE_ID
                        + "\"} 1.0 1700000001.005\n");
    }

    @Test
    void exemplars_areInProtobufToo() {
        obs.meters().counters(Catalog.JOBS_CREATED).get().inc(new TestOperation(true));
        obs.meters()
                .histograms(Catalog.JOB_PROCESSING_DURATION)
                .get()
                .observeNanos(TimeUnit.SECONDS.toNanos(3), new TestOperation(true));
        Map<String, Protobuf.Family> families = Protobuf.families(
                Scraping.get(obs, "", Map.of("Accept", Scraping.PROTOBUF)).body());
        assertThat(families.get("jobs_created_total").exemplars()).containsExactly(TestOperation.TRACE_ID);
        assertThat(families.get("job_processing_duration_seconds").exemplars()).containsExactly(TestOperation.TRACE_ID);
    }
}
