package io.obs.metrics;

import io.micrometer.core.instrument.Timer;
import io.obs.pipeline.Failures;
import io.obs.pipeline.Meters;
import io.obs.pipeline.Operation;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** One histogram in a registry that is not Prometheus'. */
final class TimerSeries extends Series implements Meters.Histogram {

    private final Failures failures;
    private volatile @Nullable Timer timer;

    TimerSeries(String[] values, byte[] encoded, @Nullable LongAdder folded, Failures failures) {
        super(values, encoded, folded);
        this.failures = failures;
    }

    /** Where it is recorded; null where the registry refused. */
    void timer(@Nullable Timer registered) {
        timer = registered;
    }

    @Override
    public void observeNanos(long nanos) {
        Timer to = timer;
        try {
            if (to != null) {
                to.record(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            }
        } catch (Throwable e) { // the registry is the service's
            failures.caught("metric", e);
        }
        noteFolded(1);
    }

    @Override
    public void observeNanos(long nanos, Operation exemplar) {
        observeNanos(nanos);
    }
}
