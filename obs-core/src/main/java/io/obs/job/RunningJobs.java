package io.obs.job;

import io.obs.catalog.Catalog;
import io.obs.pipeline.Meters;
import io.obs.pipeline.Pipeline;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many jobs run: one gauge for all handlers of a service. A {@link JobCall} counts here once at its beginning and once
 * at its end, for the gauge and for the counters of jobs created and completed together. Thread-safe.
 */
final class RunningJobs {

    private final LongAdder operations = new LongAdder();
    private final LongAdder submittedCalls = new LongAdder();
    private final LongAdder otherCalls = new LongAdder();
    private final LongAdder doneCalls = new LongAdder();

    RunningJobs(Pipeline pipeline) {
        Meters meters = pipeline.meters();
        meters.gauge(Catalog.JOBS_ACTIVE, this::sum);
        meters.counter(Catalog.JOBS_CREATED, submittedCalls::sum);
        meters.counter(Catalog.JOBS_COMPLETED, doneCalls::sum, "success");
    }

    /** What ends is read before what begins: a job that comes and goes meanwhile never makes the sum negative. */
    private long sum() {
        long ended = doneCalls.sum();
        return operations.sum() - ended + submittedCalls.sum() + otherCalls.sum();
    }

    /** An operation starts that was no call before. */
    void started() {
        operations.increment();
    }

    /** An operation ends. */
    void ended() {
        operations.decrement();
    }

    /** @param submitted true where the call is the job's submission too */
    void begun(boolean submitted) {
        (submitted ? submittedCalls : otherCalls).increment();
    }

    /** A call ends well that never became an operation. */
    void done() {
        doneCalls.increment();
    }
}
