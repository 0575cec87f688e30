package io.obs.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.obs.testkit.TestTelemetry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Operators and breakers, over the real admin endpoint. */
class BreakerControlIT {

    private static final String TOKEN = "0123456789abcdef-control";

    private final TestTelemetry telemetry = TestTelemetry.start(
            builder -> builder.set("obs.control.enabled", "true").set("obs.control.token", TOKEN));
    private final ResilienceObservability resilience = ResilienceObservability.create(telemetry.obs());

    @AfterEach
    void close() {
        telemetry.close();
    }

    private HttpResponse<String> control(String form) throws IOException, InterruptedException {
        int port = telemetry.obs().adminAddress().orElseThrow().getPort();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/control/breaker"))
                                .header("Authorization", "Bearer " + TOKEN)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        BodyHandlers.ofString());
    }

    private void counted(String outcome, int times) {
        assertThat(telemetry.scrape().value("obs_control_actions_total", "control", "breaker", "outcome", outcome))
                .hasValue(times);
    }

    @Test
    void breaker_isForcedOpenAndClosed_withATrail() throws Exception {
        CircuitBreaker breaker = resilience.circuitBreaker("job-manager");
        counted("done", 0);
        counted("denied", 0);

        assertThat(control("name=job-manager&action=open&by=ann").body())
                .isEqualTo("{\"control\":\"breaker\",\"name\":\"job-manager\",\"action\":\"open\","
                        + "\"state\":\"FORCED_OPEN\"}\n");
        assertThatThrownBy(() -> breaker.executeSupplier(() -> "never")).isInstanceOf(CallNotPermittedException.class);
        assertThat(telemetry.scrape().value("circuit_breaker_state", "dependency", "job-manager"))
                .hasValue(1);

        assertThat(control("name=job-manager&action=close").body()).contains("\"state\":\"CLOSED\"");
        assertThat(breaker.executeSupplier(() -> "again")).isEqualTo("again");
        counted("done", 2);
        assertThat(telemetry.lines("obs.control"))
                .extracting(line -> line.text("level") + " " + line.text("target") + " " + line.text("action") + " "
                        + line.text("outcome") + " " + line.text("remote"))
                .containsExactly("WARN job-manager open done 127.0.0.1", "WARN job-manager close done 127.0.0.1");
        assertThat(telemetry.lines("obs.control").get(0).text("by")).isEqualTo("ann");
        assertThat(telemetry.lines("obs.breaker"))
                .extracting(line -> line.text("to_state"))
                .containsExactly("FORCED_OPEN", "CLOSED");
    }

    @Test
    void reset_forgetsWhatWasMeasured() throws Exception {
        CircuitBreaker breaker = resilience.circuitBreaker("job-manager");
        breaker.executeRunnable(() -> {});
        assertThat(breaker.getMetrics().getNumberOfBufferedCalls()).isOne();

        assertThat(control("name=job-manager&action=reset").body()).contains("\"state\":\"CLOSED\"");
        assertThat(breaker.getMetrics().getNumberOfBufferedCalls()).isZero();
    }

    @Test
    void breaker_thatThereIsNot_isAnsweredWithThoseThereAre() throws Exception {
        resilience.circuitBreaker("job-manager");
        CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
        CircuitBreaker watched = registry.circuitBreaker("storage");
        resilience.watch(registry);

        HttpResponse<String> unknown = control("name=store&action=open");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body())
                .isEqualTo("{\"error\":\"no breaker has that name\",\"known\":[\"storage\",\"job-manager\"]}\n");
        counted("invalid", 1);

        assertThat(control("name=storage&action=open").statusCode()).isEqualTo(200);
        assertThat(watched.getState()).isEqualTo(State.FORCED_OPEN);
        assertThat(telemetry.admin("/obs?format=json"))
                .contains("\"breaker\":{\"job-manager\":\"CLOSED\",\"storage\":\"FORCED_OPEN\"}");

        registry.remove("storage");
        assertThat(control("name=storage&action=close").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void everyAction_isPossibleInEveryState(State from) throws Exception {
        CircuitBreaker breaker = resilience.circuitBreaker("job-manager");
        for (String action : new String[] {"open", "close", "reset"}) {
            switch (from) {
                case CLOSED -> breaker.transitionToClosedState();
                case OPEN -> {
                    breaker.transitionToClosedState();
                    breaker.transitionToOpenState();
                }
                case HALF_OPEN -> {
                    breaker.transitionToClosedState();
                    breaker.transitionToOpenState();
                    breaker.transitionToHalfOpenState();
                }
                case DISABLED -> breaker.transitionToDisabledState();
                case FORCED_OPEN -> breaker.transitionToForcedOpenState();
                case METRICS_ONLY -> breaker.transitionToMetricsOnlyState();
            }
            assertThat(control("name=job-manager&action=" + action).statusCode())
                    .isEqualTo(200);
            assertThat(breaker.getState()).isEqualTo(action.equals("open") ? State.FORCED_OPEN : State.CLOSED);
        }
    }

    @Test
    void killSwitch_isAGauge() {
        telemetry.obs().killSwitch("transcribe");

        assertThat(telemetry.scrape().value("obs_kill_switch_on", "switch", "transcribe"))
                .hasValue(0);
    }
}
