package io.obs.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.obs.context.RequestContext;
import io.obs.testkit.TestTelemetry;
import io.obs.testkit.net.SilentPort;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.RxInvoker;
import jakarta.ws.rs.client.RxInvokerProvider;
import jakarta.ws.rs.client.SyncInvoker;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jboss.resteasy.client.jaxrs.ResteasyClient;
import org.jboss.resteasy.client.jaxrs.ResteasyWebTarget;
import org.jboss.resteasy.client.jaxrs.internal.ResteasyClientBuilderImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RESTEasy's own types of an observed client, and the interfaces that it implements. */
@SuppressWarnings("try") // scopes are only held
class ResteasyApiIT {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    /** Not public, as an interface beside its only user is. */
    @Path("jobs")
    interface Jobs {

        @GET
        @Path("{id}")
        String job(@PathParam("id") String id);

        @GET
        @Path("{id}")
        CompletionStage<String> later(@PathParam("id") String id);

        @Path("{id}/log")
        Log log(@PathParam("id") String id);

        default String both(String first, String second) {
            return job(first) + job(second);
        }
    }

    /** A reactive type that is no stage: asks when somebody wants to know. */
    interface Lazily extends Supplier<String> {}

    interface LazyInvoker extends RxInvoker<Lazily> {}

    /** The provider for it. */
    public static final class Lazy implements RxInvokerProvider<LazyInvoker> {

        @Override
        public boolean isProviderFor(Class<?> type) {
            return type == LazyInvoker.class;
        }

        @Override
        public LazyInvoker getRxInvoker(SyncInvoker sender, ExecutorService executor) {
            Lazily result = () -> sender.method("GET", String.class);
            return (LazyInvoker) Proxy.newProxyInstance(
                    Lazy.class.getClassLoader(),
                    new Class<?>[] {LazyInvoker.class},
                    (proxy, method, arguments) -> result);
        }
    }

    @Path("jobs")
    interface LazyJobs {

        @GET
        Lazily lazily();
    }

    interface Log {

        @GET
        String lines();
    }

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(path
                    + ' '
                    + exchange.getRequestHeaders().getFirst("traceparent")
                    + ' '
                    + exchange.getRequestHeaders().get("X-Request-ID"));
            byte[] body = path.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(path.endsWith("lost") ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @SuppressWarnings("MustBeClosedChecker") // the caller closes it
    private static Scope request() {
        return Context.root().with(RequestContext.of("mine")).makeCurrent();
    }

    private static ResteasyClient client(TestTelemetry telemetry) {
        Client plain = new ResteasyClientBuilderImpl().build();
        return (ResteasyClient) JaxrsObservability.create(telemetry.obs()).wrap(plain);
    }

    /** As many as requests, each the parent of one. */
    private void spans(TestTelemetry telemetry, long status, String... paths) {
        telemetry.eventually(() -> assertThat(telemetry.spans()).hasSize(paths.length));
        assertThat(asked).hasSize(paths.length);
        for (int i = 0; i < paths.length; i++) {
            String path = paths[i];
            assertThat(asked.get(i)).startsWith(path + ' ').endsWith(" [mine]");
        }
        assertThat(telemetry.spans()).allSatisfy(span -> {
            assertThat(span.kind()).isEqualTo("CLIENT");
            assertThat(span.name()).isEqualTo("GET");
            assertThat(span.attributes()).containsEntry("http.response.status_code", status);
            assertThat(asked)
                    .filteredOn(line -> line.contains(span.traceId() + '-' + span.spanId()))
                    .hasSize(1);
        });
    }

    @Test
    void target_isOfResteasysTypeAndObservedOnce() {
        try (TestTelemetry telemetry = TestTelemetry.start();
                ResteasyClient client = client(telemetry);
                Scope scope = request()) {
            ResteasyWebTarget target = (ResteasyWebTarget) ((Client) client).target(base());
            assertThat(target.path("plain").setChunked(false).request().get(String.class))
                    .isEqualTo("/plain");
            assertThat(target.getResteasyClient()
                            .target(base())
                            .path("again")
                            .request()
                            .get(String.class))
                    .isEqualTo("/again");
            spans(telemetry, 200, "/plain", "/again");
        }
    }

    @Test
    void interface_isObservedOnceEachCall() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                ResteasyClient client = client(telemetry);
                Scope scope = request()) {
            Jobs jobs = client.target(base()).proxy(Jobs.class);
            assertThat(Set.of(jobs))
                    .contains(jobs)
                    .doesNotContain(client.target(base()).proxy(Jobs.class));
            assertThat(jobs.job("1")).isEqualTo("/jobs/1");
            assertThat(jobs.later("2").toCompletableFuture().get()).isEqualTo("/jobs/2");
            assertThat(jobs.log("3").lines()).isEqualTo("/jobs/3/log");
            assertThat(jobs.both("4", "5")).isEqualTo("/jobs/4/jobs/5");
            spans(telemetry, 200, "/jobs/1", "/jobs/2", "/jobs/3/log", "/jobs/4", "/jobs/5");
        }
    }

    @Test
    void otherReactiveType_passes() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                ResteasyClient client = client(telemetry);
                Scope scope = request()) {
            client.register(Lazy.class);
            ResteasyWebTarget target = client.target(base());
            assertThat(target.proxy(LazyJobs.class).lazily().get()).isEqualTo("/jobs");
            assertThat(asked).containsExactly("/jobs null null");
            asked.clear();
            target.path("seen").request().get(String.class);
            spans(telemetry, 200, "/seen");
        }
    }

    @Test
    void statusThatIsThrown_isTheSpansStatus() {
        try (TestTelemetry telemetry = TestTelemetry.start();
                ResteasyClient client = client(telemetry);
                Scope scope = request()) {
            Jobs jobs = client.target(base()).proxy(Jobs.class);
            assertThatThrownBy(() -> jobs.job("lost")).isInstanceOf(NotFoundException.class);
            spans(telemetry, 404, "/jobs/lost");
        }
    }

    @Test
    void refusedConnection_isAFailedSpan() throws Exception {
        try (SilentPort silent = new SilentPort();
                TestTelemetry telemetry = TestTelemetry.start();
                ResteasyClient client = client(telemetry);
                Scope scope = request()) {
            int nobody = silent.number();
            Jobs jobs = client.target("http://127.0.0.1:" + nobody).proxy(Jobs.class);
            assertThatThrownBy(() -> jobs.job("1")).isInstanceOf(ProcessingException.class);
            assertThatThrownBy(() -> jobs.later("2").toCompletableFuture().get())
                    .hasCauseInstanceOf(ProcessingException.class);
            assertThatThrownBy(() -> jobs.log("3").lines()).isInstanceOf(ProcessingException.class);
            telemetry.eventually(() -> assertThat(telemetry.spans()).hasSize(3).allSatisfy(span -> {
                assertThat(span.status()).isEqualTo("ERROR");
                assertThat(span.attributes())
                        .containsEntry("server.port", (long) nobody)
                        .containsKey("error.type");
            }));
        }
    }

    @Test
    void afterObs_requestsPass() {
        try (TestTelemetry telemetry = TestTelemetry.start();
                ResteasyClient client = client(telemetry);
                Scope scope = request()) {
            Jobs jobs = client.target(base()).proxy(Jobs.class);
            telemetry.obs().close();
            assertThat(jobs.job("1")).isEqualTo("/jobs/1");
            assertThat(asked).containsExactly("/jobs/1 null null");
        }
    }
}
