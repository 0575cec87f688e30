package io.obs.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micrometer.core.instrument.MeterRegistry;
import io.obs.Observability;
import io.obs.config.InvalidConfigurationException;
import io.obs.context.RequestContext;
import io.obs.rabbitmq.RabbitObservability;
import io.obs.testkit.GuidePage;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The obs that the starter makes: of what, for how long, and what happens if it can't. */
class StarterIT {

    private static final String FREE_PORT = "--obs.admin.port=0";

    private final HttpClient client = HttpClient.newHttpClient();

    private static BootApplication start(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(FREE_PORT);
        return BootApplication.start(WebApplicationType.REACTIVE, all, Service.class);
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private String admin(Observability obs, String page) throws IOException, InterruptedException {
        return get(URI.create(
                        "http://127.0.0.1:" + obs.adminAddress().orElseThrow().getPort() + page))
                .body();
    }

    @Test
    void emptyConfiguration_observesUnderTheApplicationsName() throws Exception {
        try (BootApplication application = start("--spring.application.name=shop")) {
            Observability obs = application.bean(Observability.class);
            assertThat(admin(obs, "/metrics"))
                    .contains(
                            "http_requests_total{endpoint=\"/hello/{name}\",method=\"GET\",service=\"shop\",status=\"200\"} 0.0");
            HttpResponse<String> answer = get(application.uri().resolve("/hello/you"));
            assertThat(answer.body()).isEqualTo("you at /hello/{name}");
            assertThat(answer.headers().firstValue("X-Request-ID")).isPresent();
            assertThat(admin(obs, "/metrics"))
                    .contains(
                            "http_requests_total{endpoint=\"/hello/{name}\",method=\"GET\",service=\"shop\",status=\"200\"} 1.0");
            assertThat(application.bean(MeterRegistry.class))
                    .isSameAs(obs.find(MeterRegistry.class).orElseThrow());
            assertThat(application.bean(OpenTelemetry.class)).isSameAs(obs.openTelemetry());
        }
    }

    @Test
    void settings_comeFromTheEnvironmentInItsOrder() throws Exception {
        System.setProperty("obs.service", "of-the-system");
        try (BootApplication application = start("--spring.application.name=shop")) {
            assertThat(application.bean(Observability.class).service()).isEqualTo("of-the-system");
        } finally {
            System.clearProperty("obs.service");
        }
        System.setProperty("obs.service", "of-the-system");
        try (BootApplication application = start("--obs.service=of-the-command-line")) {
            assertThat(application.bean(Observability.class).service()).isEqualTo("of-the-command-line");
        } finally {
            System.clearProperty("obs.service");
        }
    }

    @Test
    void listsAndUnknownSettings_areUnderstood() throws Exception {
        try (BootApplication application =
                start("--obs.http.probes[0]=/a", "--obs.http.probes[1]=/b", "--obs.http.slwo=1s")) {
            Observability obs = application.bean(Observability.class);
            assertThat(obs.config().raw("obs.http.probes")).isEqualTo("/a,/b");
            assertThat(obs.config().unknown()).singleElement().asString().contains("obs.http.slwo", "obs.http.slow?");
        }
    }

    @Test
    void wrongSettings_stopTheStartWithObssMessage() {
        Throwable failure = catchThrowable(() -> start("--obs.db.slow=soon", "--obs.enabled=perhaps"));
        assertThat(failure).hasRootCauseInstanceOf(InvalidConfigurationException.class);
        assertThat(new ObsFailureAnalyzer().analyze(failure).getDescription())
                .contains(
                        "2 settings are wrong",
                        "obs.db.slow",
                        "\"soon\"",
                        "commandLineArgs",
                        "allowed: a time",
                        "obs.enabled");
        assertThat(Observability.current()).isEmpty();
    }

    @Test
    void customizer_goesBeforeProperties() {
        try (BootApplication application = start("--obs.http.slow=2s")) {
            assertThat(application.bean(Observability.class).config().raw("obs.http.slow"))
                    .isEqualTo("300ms");
        }
    }

    @Test
    void guide_isCompiledHere() throws IOException {
        GuidePage.of(Path.of("../../docs/guide/spring-boot.md"))
                .isCompiledIn(Path.of("src/test/java/io/obs/spring/StarterIT.java"));
    }

    @Test
    void disabled_thereIsNothingOfObs() throws Exception {
        try (BootApplication application = start("--obs.enabled=false")) {
            assertThat(application.context().getBeansOfType(Observability.class))
                    .isEmpty();
            HttpResponse<String> answer = get(application.uri().resolve("/hello/you"));
            assertThat(answer.body()).isEqualTo("you at null");
            assertThat(answer.headers().firstValue("X-Request-ID")).isEmpty();
        }
    }

    @Test
    void contexts_haveAnObsEachAndTheFirstIsTheProcesss() {
        Observability first;
        Observability second;
        try (BootApplication one = start("--obs.service=one")) {
            first = one.bean(Observability.class);
            assertThat(Observability.current()).containsSame(first);
            assertThat(Observability.init()).isSameAs(first);
            try (BootApplication two = start("--obs.service=two")) {
                second = two.bean(Observability.class);
                assertThat(second).isNotSameAs(first);
                assertThat(second.service()).isEqualTo("two");
            }
            assertThat(second.pipeline().isClosed()).isTrue();
            assertThat(first.pipeline().isClosed()).isFalse();
        }
        assertThat(first.pipeline().isClosed()).isTrue();
        assertThat(Observability.current()).isEmpty();
        try (BootApplication again = start("--obs.service=one")) {
            assertThat(Observability.current()).containsSame(again.bean(Observability.class));
        }
    }

    @Test
    void obs_isClosedAfterAllOtherBeans() {
        Service.closedBeforeTheBean = null;
        start().close();
        assertThat(Service.closedBeforeTheBean).isFalse();
    }

    @Test
    void obsOfTheServicesOwn_isUsedAndLeftOpen() {
        Observability own = Observability.builder()
                .set("obs.admin.port", "0")
                .service("own")
                .init();
        try (own) {
            try (BootApplication application = start()) {
                assertThat(application.bean(Observability.class)).isSameAs(own);
            }
            assertThat(own.pipeline().isClosed()).isFalse();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class Service {

        static volatile Boolean closedBeforeTheBean;

        @GetMapping("/hello/{name}")
        String hello(@PathVariable String name) {
            return name + " at " + RequestContext.current().endpoint();
        }

        @Bean
        ObservabilityCustomizer slowRequests() {
            return builder -> builder.set("obs.http.slow", "300ms");
        }

        /** Made without obs and before it. */
        @Bean
        AutoCloseable early(org.springframework.beans.factory.ObjectProvider<Observability> obs) {
            return () -> closedBeforeTheBean =
                    obs.getIfAvailable() == null || obs.getObject().pipeline().isClosed();
        }
    }

    /** Of the guide; tried where there is a broker. */
    static class Routes {
        @Bean
        RabbitObservability rabbit(Observability obs) {
            return RabbitObservability.create(obs).route("media", "caption.created", "captions");
        }
    }
}
