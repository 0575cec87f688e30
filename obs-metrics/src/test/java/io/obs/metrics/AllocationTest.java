package io.obs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.obs.Observability;
import io.obs.catalog.Catalog;
import io.obs.pipeline.Meters;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Recording allocates nothing, whether or not the compiler has looked at it. */
class AllocationTest {

    private static final int TIMES = 20_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Observability obs = Scraping.quiet().clock(new FixedClock()).build();
    private final Meters.Family<Meters.Counter> requests = obs.meters().counters(Catalog.HTTP_REQUESTS);
    private final Meters.Family<Meters.Counter> acks = obs.meters().counters(Catalog.QUEUE_ACKS);
    private final Meters.Family<Meters.Histogram> durations = obs.meters().histograms(Catalog.HTTP_REQUEST_DURATION);

    @AfterEach
    void stop() {
        obs.close();
    }

    @Test
    void recording_byStringsAndByHandle_allocatesNothing() {
        Meters.Counter counter = requests.get("/jobs", "GET", "200");
        Meters.Histogram histogram = durations.get("/jobs");
        assertAllocatesNothing(() -> {
            requests.get("/jobs", "GET", "200").inc();
            acks.get("captions", "ack").add(3);
            durations.get("/jobs").observeNanos(12_345_678);
            counter.inc();
            histogram.observeNanos(6_000_000_000L);
        });
    }

    @Test
    void recording_besideAnExemplarThatIsYoung_allocatesNothing() {
        TestOperation operation = new TestOperation(true);
        assertAllocatesNothing(() -> {
            requests.get("/jobs", "GET", "200").inc(operation);
            durations.get("/jobs").observeNanos(12_345_678, operation);
        });
    }

    private static void assertAllocatesNothing(Runnable work) {
        work.run();
        work.run();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < TIMES; i++) {
            work.run();
        }
        // Far below one object a time; the JVM itself may allocate a little when it first links a call.
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(TIMES);
    }
}
