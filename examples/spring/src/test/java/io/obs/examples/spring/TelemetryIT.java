package io.obs.examples.spring;

import static io.obs.testkit.assertion.TelemetryAssertions.assertThat;

import io.obs.Observability;
import io.obs.spring.ObservabilityCustomizer;
import io.obs.testkit.TestTelemetry;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.client.RestTestClient;

/** What a test of the service's own sees of its telemetry: the guide's, and what it says besides. */
class TelemetryIT {

    @Nested
    @SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
    class GreetingsTest {

        @TestConfiguration(proxyBeanMethods = false)
        static class Telemetry {

            @Bean
            ObservabilityCustomizer telemetry() {
                return TestTelemetry::observe;
            }
        }

        @Autowired
        Observability obs;

        @BeforeEach
        void forgetOtherTests() {
            TestTelemetry.of(obs).forget();
        }

        @Test
        void greeting_isTold(@LocalServerPort int port) {
            RestTestClient client = RestTestClient.bindToServer()
                    .baseUrl("http://localhost:" + port)
                    .build();
            client.get().uri("/greetings/ada").exchange().expectStatus().isOk();

            assertThat(obs).trace("GET /greetings/{name}").hasNoErrors().everyLineCarriesItsTraceId();
            assertThat(obs)
                    .metric("http_requests_total", "endpoint", "/greetings/{name}", "status", "200")
                    .increasedBy(1);
            assertThat(obs).lines("obs.access").atLevel("INFO").hasSize(1);
        }
    }

    /** Its tests share a context, and don't see each other's requests. */
    @Nested
    @Import(GreetingsTest.Telemetry.class)
    class SharingTheContext extends GreetingsTest {

        @RepeatedTest(3)
        void again(@LocalServerPort int port) {
            greeting_isTold(port);
        }
    }

    /** Spring's settings, the service's own customizers and its name count as they do without a test. */
    @Nested
    @SpringBootTest(properties = "obs.http.slow=3s")
    @DirtiesContext
    class InAnotherContext {

        @TestConfiguration(proxyBeanMethods = false)
        static class Telemetry {

            @Bean
            ObservabilityCustomizer telemetry() {
                return TestTelemetry::observe;
            }

            @Bean
            ObservabilityCustomizer ofTheService() {
                return builder -> builder.set("obs.db.slow", "7s");
            }
        }

        @Test
        void settings_areTheServicesOwn(@Autowired Observability obs) {
            assertThat(obs).metric("service_info", "service", "greetings").hasValue(1);
            Assertions.assertThat(obs.config().raw("obs.http.slow")).isEqualTo("3s");
            Assertions.assertThat(obs.config().raw("obs.db.slow")).isEqualTo("7s");
        }
    }
}
