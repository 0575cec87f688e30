package io.obs.quartz;

import io.obs.job.JobHandler;
import io.obs.job.JobOperation;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobKey;
import org.quartz.JobListener;
import org.quartz.SchedulerException;

/** Makes jobs of runs: Quartz calls it before and after each, in the run's own thread. */
final class RunListener implements JobListener {

    static final String NAME = "obs";

    /** Under which a run keeps its job. */
    private static final Object RUN = new Object();

    private record Run(JobOperation job, Scope scope) {}

    private final JobHandler handler;
    private final Schedules schedules;

    RunListener(JobHandler handler, Schedules schedules) {
        this.handler = handler;
        this.schedules = schedules;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public void jobToBeExecuted(JobExecutionContext run) {
        JobKey key = run.getJobDetail().getKey();
        schedules.started(key);
        if (!handler.isClosed()) {
            handler.created();
            JobOperation job = handler.start(Context.root(), Schedules.name(key), null);
            run.put(RUN, new Run(job, job.makeCurrent())); // left when the run is over
        }
    }

    @Override
    public void jobExecutionVetoed(JobExecutionContext run) {
        JobKey key = run.getJobDetail().getKey();
        schedules.started(key);
        if (!handler.isClosed()) {
            handler.created();
            handler.neverStarted(Context.root(), Schedules.name(key), null).cancelled(null);
        }
    }

    @Override
    public void jobWasExecuted(JobExecutionContext run, @Nullable JobExecutionException thrown) {
        if (run.get(RUN) instanceof Run mine) {
            mine.scope().close();
            if (thrown == null) {
                mine.job().succeeded();
            } else {
                mine.job().failed(cause(thrown));
            }
        }
        if (thrown == null) {
            schedules.succeeded(run.getJobDetail().getKey());
        }
    }

    /** What the job threw, without what Quartz wraps it into. */
    private static Throwable cause(SchedulerException thrown) {
        Throwable cause = thrown;
        while (cause instanceof SchedulerException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
