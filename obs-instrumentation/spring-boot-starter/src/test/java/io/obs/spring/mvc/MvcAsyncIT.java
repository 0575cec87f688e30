package io.obs.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.spring.BootApplication;
import io.obs.testkit.TestTelemetry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Answers of Spring MVC that come later, and fail, on Boot's own Tomcat. */
class MvcAsyncIT {

    @ParameterizedTest
    @ValueSource(strings = {"/callable", "/future", "/stream"})
    void answerThatFailsLater_isOneRequestWithItsException(String path) throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                BootApplication service = BootApplication.observedBy(
                        telemetry.obs(), WebApplicationType.SERVLET, Map.of(), Service.class)) {
            HttpRequest request = HttpRequest.newBuilder(service.uri().resolve(path))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(500);
            telemetry.eventually(() -> {
                assertThat(telemetry.scrape().value("http_requests_total", "endpoint", path, "status", "500"))
                        .hasValue(1);
                assertThat(telemetry.lines("obs.access"))
                        .singleElement()
                        .satisfies(line -> assertThat(line.json()).contains("failed later"));
                assertThat(telemetry.spans())
                        .filteredOn(span -> span.kind().equals("SERVER"))
                        .singleElement()
                        .satisfies(span -> assertThat(span.status()).isEqualTo("ERROR"));
            });
            assertThat(telemetry.scrape().value("http_errors_total", "status", "500", "error_type", "exception"))
                    .hasValue(1);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class Service {

        @GetMapping("/callable")
        Callable<String> callable() {
            return () -> {
                throw new IllegalStateException("failed later");
            };
        }

        @GetMapping("/future")
        CompletableFuture<String> future() {
            return CompletableFuture.failedFuture(new IllegalStateException("failed later"));
        }

        @GetMapping("/stream")
        StreamingResponseBody stream() {
            return body -> {
                throw new IllegalStateException("failed later");
            };
        }
    }
}
