package io.obs.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Services that stand below a path, in MVC and in WebFlux: their endpoints have it, their probes leave nothing. */
class PathsIT {

    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @CsvSource({
        "SERVLET, --server.servlet.context-path=/shop, --spring.mvc.servlet.path=/, /shop",
        "SERVLET, --server.servlet.context-path=/shop, --spring.mvc.servlet.path=/api, /shop/api",
        "SERVLET, --server.servlet.context-path=, --spring.mvc.servlet.path=/, ''",
        "REACTIVE, --spring.webflux.base-path=/shop, --spring.main.banner-mode=off, /shop",
        "REACTIVE, --spring.webflux.base-path=, --spring.main.banner-mode=off, ''"
    })
    void routesHaveTheWholePath_andProbesBelowItLeaveNothing(
            WebApplicationType type, String argument, String second, String root) throws Exception {
        List<String> arguments = List.of(
                argument,
                second,
                "--spring.application.name=shop",
                "--obs.admin.port=0",
                "--management.endpoint.health.group.deep.include=ping",
                "--management.endpoints.web.path-mapping.prometheus=scrape");
        try (BootApplication application = BootApplication.start(type, arguments, Service.class)) {
            Observability obs = application.bean(Observability.class);
            assertThat(scrape(obs))
                    .contains(counted(root + "/any", 200) + " 0.0")
                    .contains(counted(root + "/hello/{name}", 200) + " 0.0");
            for (String probe : List.of("/health", "/health/liveness", "/health/deep", "/scrape")) {
                assertThat(get(application.uri().resolve(root + "/actuator" + probe)))
                        .isEqualTo("up");
            }
            assertThat(get(application.uri().resolve(root + "/hello/you"))).isEqualTo("you");
            String after = "";
            for (long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
                    !after.contains(counted(root + "/hello/{name}", 200) + " 1.0") && System.nanoTime() < end; ) {
                after = scrape(obs);
            }
            assertThat(after)
                    .contains(counted(root + "/hello/{name}", 200) + " 1.0")
                    .doesNotContain("/actuator");
        }
    }

    private static String counted(String endpoint, int status) {
        return "http_requests_total{endpoint=\"" + endpoint + "\",method=\"GET\",service=\"shop\",status=\"" + status
                + "\"}";
    }

    private String scrape(Observability obs) throws Exception {
        return get(URI.create(
                "http://127.0.0.1:" + obs.adminAddress().orElseThrow().getPort() + "/metrics"));
    }

    private String get(URI uri) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class Service {

        @RequestMapping("/any")
        String any() {
            return "any";
        }

        @GetMapping("/hello/{name}")
        String hello(@PathVariable("name") String name) {
            return name;
        }

        /** Stands where the actuator would, which has no part in this. */
        @GetMapping({"/actuator/health", "/actuator/health/liveness", "/actuator/health/deep", "/actuator/scrape"})
        String actuator() {
            return "up";
        }
    }
}
