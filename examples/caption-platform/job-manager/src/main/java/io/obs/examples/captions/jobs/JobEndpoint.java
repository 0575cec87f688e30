package io.obs.examples.captions.jobs;

import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.ServerCalls;
import io.obs.context.RequestContext;
import io.obs.examples.captions.api.CreateJob;
import io.obs.examples.captions.api.Job;
import io.obs.examples.captions.api.JobManagerApi;
import io.obs.examples.captions.api.JobManagerApi.Find;
import io.obs.examples.captions.api.JobManagerApi.Jobs;
import io.obs.jobs.JobsObservability;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job manager over gRPC. */
final class JobEndpoint implements BindableService {

    private static final Logger LOG = LoggerFactory.getLogger(JobEndpoint.class);

    /** Answers a call. */
    @FunctionalInterface
    private interface Answer<Q, A> {
        A to(Q question) throws Exception;
    }

    private final JobsObservability jobs;
    private final JobStore store;
    private final JobQueue queue;

    JobEndpoint(JobsObservability jobs, JobStore store, JobQueue queue) {
        this.jobs = jobs;
        this.store = store;
        this.queue = queue;
    }

    @Override
    public ServerServiceDefinition bindService() {
        ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(JobManagerApi.SERVICE);
        add(service, JobManagerApi.CREATE, this::create);
        add(service, JobManagerApi.FIND, this::find);
        add(service, JobManagerApi.LATEST, question -> new Jobs(store.latest(question.limit())));
        return service.build();
    }

    private Job create(CreateJob order) throws SQLException, IOException, InterruptedException {
        Job job = Job.queued(
                "job-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(), 12), order);
        RequestContext.current().userId(job.user()).put("job_id", job.id());
        store.add(job);
        try {
            queue.offer(job);
        } catch (IOException e) {
            store.fail(job.id(), "it could not be queued");
            throw e;
        }
        jobs.created(); // it will be processed elsewhere
        LOG.atInfo().addKeyValue("media", job.media()).log("queued a job");
        return job;
    }

    private Job find(Find question) throws SQLException, StatusException {
        RequestContext.current().put("job_id", question.id());
        return store.find(question.id())
                .orElseThrow(() ->
                        Status.NOT_FOUND.withDescription("there is no such job").asException());
    }

    private static <Q, A> void add(
            ServerServiceDefinition.Builder service, MethodDescriptor<Q, A> method, Answer<Q, A> answer) {
        service.addMethod(method, ServerCalls.asyncUnaryCall((question, caller) -> {
            A found;
            try {
                found = answer.to(question);
            } catch (Exception e) {
                caller.onError(status(e));
                return;
            }
            caller.onNext(found);
            caller.onCompleted();
        }));
    }

    private static StatusException status(Exception e) {
        if (e instanceof StatusException known) {
            return known;
        }
        LOG.error("can't answer", e);
        boolean missing = e instanceof SQLException || e instanceof IOException;
        return (missing ? Status.UNAVAILABLE : Status.INTERNAL)
                .withDescription(missing ? "a part that is needed is not available" : "the service failed")
                .withCause(e)
                .asException();
    }
}
