package io.obs.examples.captions.jobs;

import io.obs.context.RequestContext;
import io.obs.examples.captions.api.Call;
import io.obs.examples.captions.api.CreateJob;
import io.obs.examples.captions.api.Job;
import io.obs.examples.captions.api.Json;
import io.obs.examples.captions.api.Routes;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job manager over HTTP. */
final class JobApi {

    private static final Logger LOG = LoggerFactory.getLogger(JobApi.class);
    private static final Pattern WAIT = Pattern.compile("wait=(\\d{1,2})");
    private static final int LONGEST_WAIT_SECONDS = 10;
    private static final int LONGEST_LIST = 100;

    private final JobStore store;
    private final JobQueue queue;

    JobApi(JobStore store, JobQueue queue) {
        this.store = store;
        this.queue = queue;
    }

    Routes routes() {
        return new Routes()
                .add("POST", "/jobs", this::create, 202, 400, 429)
                .add("GET", "/jobs", this::list, 400)
                .add("GET", "/jobs/{id}", this::get, 404)
                .add("GET", "/health", call -> call.answer(200, Map.of("status", "HEALTHY")));
    }

    private void create(Call call) throws IOException, InterruptedException {
        CreateJob order = CreateJob.of(Json.parse(call.body()));
        Job job = Job.queued(newId(), order);
        RequestContext.current().userId(call.header("X-User-ID").orElse(null)).put("job_id", job.id());
        CompletableFuture<Job> end = queue.offer(job, order);
        if (end == null) {
            byte[] body = Json.write(new Call.Problem("too many jobs are waiting", java.util.List.of()));
            call.answer(429, body, Map.of("Retry-After", "1"));
            return;
        }
        LOG.atInfo().addKeyValue("media", order.media()).log("queued a job");
        Job now = await(end, call, job);
        call.answer(now.state().isFinal() ? 200 : 202, now);
    }

    /** The job as it is when it has ended, or when the caller wants to wait no longer (RFC 7240, Prefer: wait=N). */
    private static Job await(CompletableFuture<Job> end, Call call, Job queued) throws InterruptedException {
        Matcher wait = WAIT.matcher(call.header("Prefer").orElse(""));
        if (!wait.find()) {
            return queued;
        }
        try {
            return end.get(Math.min(LONGEST_WAIT_SECONDS, Integer.parseInt(wait.group(1))), TimeUnit.SECONDS);
        } catch (TimeoutException notYet) {
            return queued;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void list(Call call) throws IOException {
        call.answer(200, Map.of("jobs", store.latest(call.query("limit", 20, 1, LONGEST_LIST))));
    }

    private void get(Call call) throws IOException {
        Job job = store.find(call.parameter()).orElse(null);
        if (job == null) {
            call.refuse(404, "there is no such job");
        } else {
            RequestContext.current().put("job_id", job.id());
            call.answer(200, job);
        }
    }

    private static String newId() {
        return "job-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(), 12);
    }
}
