package io.obs;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.context.RequestContext;
import io.obs.health.HealthCheck;
import io.obs.health.HealthResult;
import io.obs.health.HealthStatus;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java of the guide's pages stands here too, where it is compiled and run. */
class GuideTest {

    private static final Path HERE = Path.of("src/test/java/io/obs/GuideTest.java");

    private final File disk = new File(".");
    private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    private final List<String> names = List.of("ann", "bob");
    private final Queue<String> found = new ConcurrentLinkedQueue<>();
    private final CountDownLatch ran = new CountDownLatch(8);

    /** What a data source of the service's is to the guide. */
    @FunctionalInterface
    private interface Pool {
        Connection getConnection() throws SQLException;
    }

    @ParameterizedTest
    @ValueSource(strings = {"configuration.md", "health-and-admin.md", "context.md"})
    void java_ofThePage_isCompiled(String page) throws IOException {
        String compiled = squeezed(Files.readString(HERE));

        assertThat(Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                        .matcher(Files.readString(Path.of("..", "docs", "guide", page)))
                        .results()
                        .map((MatchResult block) -> squeezed(block.group(1))))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(compiled).contains(block));
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }

    @Test
    void configuration() {
        Observability obs = Observability.builder()
                .service("api-gateway")
                .set("obs.admin.port", "0")
                .init();
        obs.close();

        assertThat(obs.service()).isEqualTo("api-gateway");
    }

    @Test
    void health() {
        Pool pool = () -> {
            throw new SQLException("down");
        };
        try (Observability obs = quiet()) {
            obs.health().register("db", HealthCheck.Kind.READINESS, () -> {
                try (Connection connection = pool.getConnection()) {
                    return connection.isValid(1)
                            ? HealthResult.healthy()
                            : HealthResult.down("connection is not valid");
                }
            });
            obs.health()
                    .register(
                            "disk",
                            HealthCheck.Kind.LIVENESS,
                            () -> disk.getUsableSpace() > 100_000_000
                                    ? HealthResult.healthy()
                                    : HealthResult.degraded("less than 100 MB left"));

            assertThat(obs.health().status()).isEqualTo(HealthStatus.DOWN);
            assertThat(obs.health().results(HealthCheck.Kind.READINESS))
                    .containsEntry("db", HealthResult.down("SQLException"));
        }
    }

    @Test
    @SuppressWarnings({"try", "FutureReturnValueIgnored"})
    void context() throws InterruptedException {
        try (Observability obs = quiet();
                Scope scope = Context.root().with(RequestContext.of("req-1")).makeCurrent()) {
            RequestContext.current().userId("user-123").put("tenant", "acme");

            ExecutorService workers = obs.executor(Executors.newFixedThreadPool(8));
            workers.submit(this::run);
            CompletableFuture.supplyAsync(this::load, workers).thenApplyAsync(this::convert, workers);

            CompletableFuture.supplyAsync(obs.wrapSupplier(this::load));
            new Thread(obs.wrap(this::run)).start();

            CompletableFuture<String> load = CompletableFuture.completedFuture("loaded");
            names.parallelStream().map(obs.wrapFunction(this::convert)).forEach(found::add);
            load.thenAcceptAsync(obs.wrapConsumer(found::add));
            obs.threadFactory(Thread::new).newThread(this::run).start();

            assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(seen).hasSize(8).containsOnly("req-1 user-123 acme");
            workers.shutdownNow();
        }
    }

    private static Observability quiet() {
        return Observability.builder()
                .withoutDiscovery()
                .set("obs.admin.enabled", "false")
                .build();
    }

    private void run() {
        RequestContext request = RequestContext.current();
        seen.add(request.requestId() + " " + request.userId() + " " + request.get("tenant"));
        ran.countDown();
    }

    private String load() {
        run();
        return "loaded";
    }

    private String convert(String what) {
        run();
        return "converted " + what;
    }
}
