package io.obs.spring.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.collector.ReceivedSpan;
import io.obs.spring.BootApplication;
import io.obs.testkit.TestTelemetry;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.restclient.RestTemplateBuilder;

/** A RestTemplate shares the RestClient's adapter; that its builder applies it is seen here. */
class RestTemplateIT {

    @Test
    void call_isOneSpan() {
        try (TestTelemetry telemetry = TestTelemetry.start();
                BootApplication service = BootApplication.observedBy(
                        telemetry.obs(), WebApplicationType.NONE, Map.of(), RestClientIT.Service.class)) {
            String metrics = service.bean(RestTemplateBuilder.class)
                    .build()
                    .getForObject(
                            "http://127.0.0.1:"
                                    + telemetry
                                            .obs()
                                            .adminAddress()
                                            .orElseThrow()
                                            .getPort() + "/metrics",
                            String.class);
            assertThat(metrics).contains("service_info");
            telemetry.eventually(() ->
                    assertThat(telemetry.spans()).extracting(ReceivedSpan::kind).containsExactly("CLIENT"));
        }
    }
}
