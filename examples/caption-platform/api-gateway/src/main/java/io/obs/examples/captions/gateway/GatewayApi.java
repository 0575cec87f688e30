package io.obs.examples.captions.gateway;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.obs.context.RequestContext;
import io.obs.examples.captions.api.Call;
import io.obs.examples.captions.api.CreateJob;
import io.obs.examples.captions.api.Job;
import io.obs.examples.captions.api.Json;
import io.obs.examples.captions.api.Routes;
import io.obs.examples.captions.api.Routes.Action;
import io.obs.examples.captions.gateway.JobManagerClient.Answer;
import io.obs.tracing.Spans;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
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
                .add("POST", "/api/v1/jobs", reporting(this::create), 202, 400, 429, 502, 504)
                .add("GET", "/api/v1/jobs", reporting(this::list), 400, 502, 504)
                .add("GET", "/api/v1/jobs/{id}", reporting(this::get), 404, 502, 504)
                .add("GET", "/health", call -> call.answer(200, Map.of("status", "HEALTHY")));
    }

    private void create(Call call) throws Exception {
        spans.call("create_job", () -> {
            CreateJob order = spans.call("validate_request", () -> CreateJob.of(Json.parse(call.body())));
            Answer answer = spans.call("call_job_manager", () -> jobManager.create(order, call));
            if (answer.status() < 300) {
                RequestContext.current()
                        .put("job_id", Json.read(answer.body(), Job.class).id());
                LOG.atInfo().addKeyValue("media", order.media()).log("ordered captions");
            }
            return spans.call("return_response", () -> pass(answer, call));
        });
    }

    private void list(Call call) throws Exception {
        int limit = call.query("limit", 20, 1, LONGEST_LIST);
        pass(jobManager.get("/jobs?limit=" + limit), call);
    }

    private void get(Call call) throws Exception {
        String id = call.parameter();
        if (id.matches("job-[0-9a-f]{12}")) {
            RequestContext.current().put("job_id", id);
            pass(jobManager.get("/jobs/" + id), call);
        } else {
            call.refuse(404, "there is no such job");
        }
    }

    private static Answer pass(Answer answer, Call call) throws IOException {
        call.answer(answer.status(), answer.body(), answer.status() == 429 ? Map.of("Retry-After", "1") : Map.of());
        return answer;
    }

    /** Tells the caller in HTTP's words when the job manager could not be asked. */
    private static Action reporting(Action action) {
        return call -> {
            RequestContext.current().userId(call.header("X-User-ID").orElse(null));
            try {
                action.handle(call);
            } catch (CallNotPermittedException open) {
                byte[] body = Json.write(new Call.Problem("job-manager is not available; try again later", List.of()));
                call.answer(503, body, Map.of("Retry-After", "2"));
            } catch (HttpTimeoutException e) {
                call.refuse(504, "job-manager did not answer in time");
            } catch (JobManagerUnavailableException e) {
                call.refuse(502, "job-manager could not be asked");
            }
        };
    }
}
