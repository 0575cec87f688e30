package io.obs.examples.captions.jobs;

import io.obs.Observability;
import io.obs.examples.captions.api.CreateJob;
import io.obs.examples.captions.api.Job;
import io.obs.examples.captions.media.Captions;
import io.obs.jobs.JobsObservability;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Processes jobs on a few threads; keeps as many waiting as there is room for, and refuses the rest. Thread-safe. */
final class JobQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);
    private static final int SECONDS_TO_FINISH = 3;

    private final JobsObservability jobs;
    private final JobStore store;
    private final CaptionJobs work;
    private final ThreadPoolExecutor threads;
    private final ExecutorService inContext;

    JobQueue(Observability obs, JobsObservability jobs, JobStore store, CaptionJobs work, int workers, int room) {
        this.jobs = jobs;
        this.store = store;
        this.work = work;
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                workers,
                workers,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(room),
                task -> new Thread(task, "job-" + number.incrementAndGet()));
        inContext = obs.executor(threads); // a job belongs to the trace and request that ordered it
    }

    /** Queues a job; what comes of it is in the store too. Null where there is no room for it. */
    @Nullable
    CompletableFuture<Job> offer(Job job, CreateJob order) {
        CompletableFuture<Job> end = new CompletableFuture<>();
        store.put(job);
        try {
            inContext.execute(() -> end.complete(process(job, order)));
            jobs.created();
            return end;
        } catch (RejectedExecutionException full) {
            store.remove(job.id());
            LOG.atWarn().addKeyValue("waiting", waiting()).log("no room for another job");
            return null;
        }
    }

    int waiting() {
        return threads.getQueue().size();
    }

    boolean hasRoom() {
        return threads.getQueue().remainingCapacity() > 0;
    }

    private Job process(Job job, CreateJob order) {
        store.put(job.running());
        Job ended;
        try {
            Captions captions = work.extract(order);
            int bytes = captions.compressed().length;
            ended = job.succeeded(captions.lines().size(), captions.mediaSha256(), bytes);
        } catch (IOException | RuntimeException e) { // obs has logged it: the job's line carries it
            ended = job.failed(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        store.put(ended);
        return ended;
    }

    /** Takes no more jobs, lets those that run end, for three seconds at most, and gives up the rest. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
                int given = threads.shutdownNow().size();
                LOG.atWarn().addKeyValue("waiting", given).log("gave up the jobs that had not ended");
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
