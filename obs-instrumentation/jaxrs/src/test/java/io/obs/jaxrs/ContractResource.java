package io.obs.jaxrs;

import io.obs.testkit.http.ContractApp;
import io.obs.testkit.http.ContractCall;
import io.obs.testkit.http.ContractRoute;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The contract's application as resources: a class-level path, sub-resources, asynchronous and streaming methods. */
@Path("/")
public final class ContractResource {

    private final Map<String, ContractRoute> routes;

    ContractResource(ContractApp app) {
        routes = app.routes().stream().collect(Collectors.toMap(ContractRoute::template, Function.identity()));
    }

    @Path("api/v1/jobs")
    public Jobs jobs() {
        return new Jobs();
    }

    @GET
    @Path("status/{code}")
    public Response status(@PathParam("code") String code) throws Exception {
        return answer("/status/{code}", code);
    }

    @GET
    @Path("throws/{what: [a-z]+}")
    public Response fails(@PathParam("what") String what) throws Exception {
        return answer("/throws/{what}", what);
    }

    @GET
    @Path("late")
    public StreamingOutput late() {
        return stream("/late");
    }

    @GET
    @Path("endless")
    public StreamingOutput endless() {
        return stream("/endless");
    }

    @GET
    @Path("endless-later")
    public void endlessLater(@Suspended AsyncResponse async) {
        ForkJoinPool.commonPool()
                .execute(() -> async.resume(Response.ok(stream("/endless")).build()));
    }

    @GET
    @Path("slow")
    public Response slow() throws Exception {
        return answer("/slow", "");
    }

    @GET
    @Path("async")
    public void async(@Suspended AsyncResponse async) throws Exception {
        route("/async").handler().handle(new Call("", null, async));
    }

    @GET
    @Path("marks/{mark}")
    public Response marks(@PathParam("mark") String mark) throws Exception {
        return answer("/marks/{mark}", mark);
    }

    @GET
    @Path("health")
    public Response health() throws Exception {
        return answer("/health", "");
    }

    private ContractRoute route(String template) {
        return Objects.requireNonNull(routes.get(template), template);
    }

    private Response answer(String template, String last) throws Exception {
        Call call = new Call(last, null, null);
        route(template).handler().handle(call);
        return call.answer();
    }

    private StreamingOutput stream(String template) {
        return body -> {
            try {
                route(template).handler().handle(new Call("", body, null));
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new WebApplicationException(e);
            }
        };
    }

    /** A sub-resource. */
    public final class Jobs {

        @POST
        public Response create() throws Exception {
            return ContractResource.this.answer("/api/v1/jobs", "");
        }

        @GET
        @Path("{id: \\d+}")
        public Response one(@PathParam("id") String id) throws Exception {
            return ContractResource.this.answer("/api/v1/jobs/{id}", id);
        }
    }

    private static final class Call implements ContractCall {

        private final String lastSegment;
        private final @Nullable OutputStream body;
        private final @Nullable AsyncResponse async;
        private @Nullable Response answer;

        Call(String lastSegment, @Nullable OutputStream body, @Nullable AsyncResponse async) {
            this.lastSegment = lastSegment;
            this.body = body;
            this.async = async;
        }

        Response answer() {
            return Objects.requireNonNull(answer);
        }

        @Override
        public String lastSegment() {
            return lastSegment;
        }

        @Override
        public void answer(int status, String text) {
            answer = Response.status(status).entity(text).build();
            if (async != null) {
                async.resume(answer);
            }
        }

        @Override
        public OutputStream stream(int status) {
            return Objects.requireNonNull(body);
        }

        @Override
        public void later(Executor executor, Task task) {
            executor.execute(() -> {
                try {
                    task.run();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
