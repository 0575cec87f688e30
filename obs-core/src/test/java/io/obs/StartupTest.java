package io.obs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.obs.config.ConfigKey;
import io.obs.config.ConfigKeys;
import io.obs.config.InvalidConfigurationException;
import io.obs.health.HealthCheck;
import io.obs.health.HealthResult;
import io.obs.pipeline.OperationListener;
import io.obs.pipeline.Signal;
import io.obs.spi.MarkObserver;
import io.obs.spi.Room;
import io.obs.spi.Wiring;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StartupTest {

    private static Observability.Builder builder() {
        return Observability.builder().withoutDiscovery().environment(Map.of()).set("obs.admin.port", "0");
    }

    private static String json(Observability obs) throws IOException, InterruptedException {
        int port = obs.adminAddress().orElseThrow().getPort();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/obs?format=json"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void startLine_withoutRooms_saysWhatIsMissing() {
        try (Lines lines = Lines.ofObs();
                Observability obs = builder()
                        .service("captions")
                        .set("obs.version", "1.4.2")
                        .build()) {
            int port = obs.adminAddress().orElseThrow().getPort();
            assertThat(lines.all())
                    .containsExactly("INFO obs started for captions (version 1.4.2); traces: ids only, add obs-tracing;"
                            + " logs: the service's own, without obs's fields and lines, add obs-logging;"
                            + " metrics: nowhere, add obs-metrics; admin: http://127.0.0.1:" + port);
        }
    }

    @Test
    void startLine_heldBack_isWrittenOnceWhenAllIsKnownOrAtClose() {
        List<Consumer<MarkObserver>> told = new ArrayList<>();
        TestRoom framework = new TestRoom("framework", wiring -> told.add(wiring.startLineLater()));
        try (Lines lines = Lines.ofObs()) {
            try (Observability obs =
                    builder().service("told").install(framework).build()) {
                assertThat(lines.all()).isEmpty();
                told.get(0).accept((type, method, descriptor) -> true);
                told.get(0).accept((type, method, descriptor) -> false);
                assertThat(obs.adminAddress()).isPresent();
            }
            builder().service("untold").install(framework).build().close();

            assertThat(lines.all())
                    .filteredOn(line -> line.contains("obs started"))
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("INFO obs started for told"),
                            line -> assertThat(line).startsWith("INFO obs started for untold"));
        }
    }

    @Test
    void startLine_andPage_sayWhatRoomsHaveTold() throws Exception {
        TestRoom metrics = new TestRoom("metrics", wiring -> {
            wiring.describe(Signal.METRIC, "scrape /metrics", () -> Map.of("series", 12));
            wiring.leftOut("exemplars: no tracing room");
        });
        TestRoom tracing = new TestRoom("tracing", wiring -> {
            wiring.describe(Signal.TRACE, "otlp/grpc http://c:4317", () -> {
                throw new IllegalStateException("secret");
            });
            wiring.describe(Signal.TRACE, "memory", Map::of);
            wiring.drops().count(Signal.TRACE, "queue_full", 3);
        });
        try (Lines lines = Lines.ofObs();
                Observability obs = builder().install(metrics).install(tracing).build()) {
            assertThat(lines.all())
                    .singleElement()
                    .asString()
                    .contains(
                            "traces: otlp/grpc http://c:4317 and memory; logs: ",
                            "metrics: scrape /metrics; admin: http://127.0.0.1:",
                            "; left out: exemplars: no tracing room");
            assertThat(json(obs))
                    .contains("\"rooms\":[\"tracing\",\"metrics\"]")
                    .contains("{\"room\":\"metrics\",\"to\":\"scrape /metrics\",\"series\":12}")
                    .contains("\"now\":\"unknown: IllegalStateException\"")
                    .contains("\"left_out\":[\"exemplars: no tracing room\"]")
                    .contains("\"dropped\":[{\"signal\":\"trace\",\"reason\":\"queue_full\",\"total\":3}]")
                    .contains("\"settings\":{\"obs.admin.port\":\"code\"}")
                    .contains("\"health\":{\"status\":\"HEALTHY\"")
                    .doesNotContain("secret");
        }
    }

    @Test
    void startLine_withTheEndpointOff_saysSo() {
        try (Lines lines = Lines.ofObs();
                Observability obs = builder().set("obs.admin.enabled", "false").build()) {
            assertThat(obs.adminAddress()).isEmpty();
            assertThat(lines.all()).singleElement().asString().endsWith("admin: off (obs.admin.enabled=false)");
        }
    }

    @Test
    void rooms_areInstalledInTheOrderOfTheSignals_thenByName() {
        List<String> order = new ArrayList<>();
        Observability.Builder builder = builder();
        for (String name : List.of("resilience", "metrics", "jobs", "tracing", "logging")) {
            builder.install(new TestRoom(name, wiring -> order.add(name)));
        }
        builder.build().close();

        assertThat(order).containsExactly("tracing", "logging", "metrics", "jobs", "resilience");
    }

    @Test
    void wrongSettings_ofCoreAndRooms_areThrownTogether_andWhatWasOpenedIsClosed() {
        ConfigKey<String> format = new ConfigKey<>(
                "obs.log.format",
                text -> {
                    throw new IllegalArgumentException(text);
                },
                "auto",
                "auto",
                "auto, json or console",
                "The format.");
        List<String> closed = new ArrayList<>();
        Room logging = new Room() {
            @Override
            public String name() {
                return "logging";
            }

            @Override
            public List<ConfigKey<?>> keys() {
                return List.of(format, ConfigKeys.decimal("obs.trace.ratio", 1.0, 0, 1, "A ratio."));
            }

            @Override
            public void install(Wiring wiring) {
                wiring.onClose(left -> closed.add("logging"));
                wiring.problem(wiring.config().problem("otel.exporter.otlp.endpoint", "a URL"));
            }
        };

        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> builder()
                        .install(logging)
                        .environment(Map.of(
                                "OBS_SERVICE", "",
                                "OBS_LOG_FORMAT", "xml",
                                "OBS_TRACE_RATIO", "2",
                                "OTEL_EXPORTER_OTLP_ENDPOINT", "nonsense"))
                        .set("obs.admin.port", "70000")
                        .build())
                .withMessageStartingWith("obs can't start, 5 settings are wrong:\n  - ")
                .satisfies(e -> assertThat(e.problems())
                        .containsExactly(
                                "obs.service (environment variable OBS_SERVICE) is \"\"; allowed: any text that is not blank",
                                "obs.admin.port (code) is \"70000\"; allowed: a whole number from 0 to 65535",
                                "obs.log.format (environment variable OBS_LOG_FORMAT) is \"xml\"; allowed: auto, json or"
                                        + " console",
                                "obs.trace.ratio (environment variable OBS_TRACE_RATIO) is \"2\"; allowed: a number from"
                                        + " 0.0 to 1.0",
                                "otel.exporter.otlp.endpoint (environment variable OTEL_EXPORTER_OTLP_ENDPOINT) is"
                                        + " \"nonsense\"; allowed: a URL"));
        assertThat(closed).containsExactly("logging");
    }

    @Test
    void unknownSettings_areWarnedAboutOnce() throws Exception {
        try (Lines lines = Lines.ofObs();
                Observability obs =
                        builder().environment(Map.of("OBS_ADMIN_PROT", "1")).build()) {
            assertThat(lines.at("WARN"))
                    .singleElement()
                    .asString()
                    .contains("OBS_ADMIN_PROT", "did you mean OBS_ADMIN_PORT?");
            assertThat(json(obs)).contains("\"unknown_settings\":[\"OBS_ADMIN_PROT");
        }
    }

    @Test
    void roomThatThrows_stopsInit_namingIt_andTheOthersAreClosed() {
        List<String> closed = new ArrayList<>();
        TestRoom first = new TestRoom("metrics", wiring -> wiring.onClose(left -> closed.add("metrics")));
        TestRoom second = new TestRoom("zoo", wiring -> {
            wiring.onClose(left -> closed.add("zoo"));
            throw new NoClassDefFoundError("com/acme/Zoo");
        });

        assertThatIllegalStateException()
                .isThrownBy(() -> builder().install(first).install(second).build())
                .withMessage("obs can't start: room zoo (io.obs.TestRoom) failed:"
                        + " java.lang.NoClassDefFoundError: com/acme/Zoo")
                .withCauseInstanceOf(NoClassDefFoundError.class);
        assertThat(closed).containsExactly("zoo", "metrics");
    }

    @Test
    void roomThatThrows_becauseOfWrongSettings_tellsThose() {
        TestRoom room = new TestRoom("zoo", wiring -> {
            throw new IllegalArgumentException("broken");
        });

        assertThat(catchThrowable(() -> builder().install(room).service(" ").build()))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("obs.service (code) is \" \"")
                .hasMessageContaining("room zoo");
    }

    @Test
    void twoRooms_forOneSignal_areRefused() {
        OperationListener deaf = new OperationListener() {};
        TestRoom one = new TestRoom("one", wiring -> wiring.listen(Signal.LOG, deaf));
        TestRoom two = new TestRoom("two", wiring -> wiring.listen(Signal.LOG, deaf));

        assertThatIllegalStateException()
                .isThrownBy(() -> builder().install(one).install(two).build())
                .withMessageContaining("room two")
                .withMessageContaining("another room listens for logs already");
    }

    @Test
    void installedRoom_replacesTheOneOfItsName() {
        List<String> order = new ArrayList<>();
        builder()
                .install(new TestRoom("metrics", wiring -> order.add("first")))
                .install(new TestRoom("metrics", wiring -> order.add("second")))
                .build()
                .close();

        assertThat(order).containsExactly("second");
    }

    @Test
    void healthCheck_ofRoom_counts() {
        TestRoom room = new TestRoom(
                "breaker",
                wiring -> wiring.health("breaker", HealthCheck.Kind.READINESS, () -> HealthResult.degraded("open")));
        try (Observability obs = builder().install(room).build()) {
            assertThat(obs.health().results(HealthCheck.Kind.READINESS)).containsKey("breaker");
        }
    }
}
