package io.obs.examples.captions.gateway;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.grpc.StatusRuntimeException;
import io.obs.context.RequestContext;
import io.obs.examples.captions.api.Call;
import io.obs.examples.captions.api.CreateJob;
import io.obs.examples.captions.api.Job;
import io.obs.examples.captions.api.JobManagerApi;
import io.obs.examples.captions.api.JobManagerApi.Find;
import io.obs.examples.captions.api.JobManagerApi.Latest;
import io.obs.examples.captions.api.Json;
import io.obs.examples.captions.api.Routes;
import io.obs.examples.captions.api.Routes.Action;
import io.obs.tracing.Spans;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway over HTTP. */
final class GatewayApi {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayApi.class);
    private static final int LONGEST_LIST = 100;

    private final Spans spans;
    private final JobManagerClient jobManager;

    GatewayApi(Spans spans, JobManagerClient jobManager) {
        this.spans = spans;
        this.jobManager = jobManager;
    }

    Routes routes() {
        return new Routes()
                .add("POST", "/api/v1/jobs", reporting(this::create), 202, 400, 502, 504)
                .add("GET", "/api/v1/jobs", reporting(this::list), 400, 502, 504)
                .add("GET", "/api/v1/jobs/{id}", reporting(this::get), 404, 502, 504)
                .add("GET", "/health", call -> call.answer(200, Map.of("status", "HEALTHY")));
    }

    private void create(Call call) throws Exception {
        String user = RequestContext.current().userId();
        spans.run("create_job", () -> {
            CreateJob order = spans.call("validate_request", () -> CreateJob.of(Json.parse(call.body())));
            Job job = spans.call("call_job_manager", () -> jobManager.ask(JobManagerApi.CREATE, order.by(user)));
            RequestContext.current().put("job_id", job.id());
            LOG.atInfo().addKeyValue("media", job.media()).log("ordered captions");
            spans.run("return_response", () -> call.answer(202, job));
        });
    }

    private void list(Call call) throws IOException {
        int limit = call.query("limit", 20, 1, LONGEST_LIST);
        call.answer(200, jobManager.ask(JobManagerApi.LATEST, new Latest(limit)));
    }

    private void get(Call call) throws IOException {
        String id = call.parameter();
        if (id.matches("job-[0-9a-f]{12}")) {
            RequestContext.current().put("job_id", id);
            call.answer(200, jobManager.ask(JobManagerApi.FIND, new Find(id)));
        } else {
            call.refuse(404, "there is no such job");
        }
    }

    /** Tells the caller in HTTP's words what the job manager refused, or that it could not be asked. */
    private static Action reporting(Action action) {
        return call -> {
            RequestContext.current().userId(call.header("X-User-ID").orElse(null));
            try {
                action.handle(call);
            } catch (CallNotPermittedException open) {
                byte[] body = Json.write(new Call.Problem("job-manager is not available; try again later", List.of()));
                call.answer(503, body, Map.of("Retry-After", "2"));
            } catch (StatusRuntimeException e) {
                switch (e.getStatus().getCode()) {
                    case NOT_FOUND -> call.refuse(404, "there is no such job");
                    case DEADLINE_EXCEEDED -> call.refuse(504, "job-manager did not answer in time");
                    default -> call.refuse(502, "job-manager could not answer");
                }
            }
        };
    }
}
