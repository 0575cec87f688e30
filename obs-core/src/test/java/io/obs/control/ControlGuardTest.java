package io.obs.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.obs.Lines;
import io.obs.ManualClock;
import io.obs.Observability;
import io.obs.config.InvalidConfigurationException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets at the control, over real HTTP, and who doesn't. */
class ControlGuardTest {

    private static final String SWITCH_ON = "name=transcribe&action=on";
    private static final String[] GRANTED = {"Authorization", "Bearer " + Operator.TOKEN};

    private final ManualClock clock = new ManualClock();

    private Observability.Builder builder() {
        return Observability.builder().withoutDiscovery().clock(clock).set("obs.admin.port", "0");
    }

    private Observability.Builder enabled() {
        return builder().set("obs.control.enabled", "true").set("obs.control.token", Operator.TOKEN);
    }

    @Test
    void control_isOffByDefault_asIfThereWereNone() throws Exception {
        try (Observability obs =
                builder().set("obs.control.token", Operator.TOKEN).build()) {
            KillSwitch transcribe = obs.killSwitch("transcribe");
            HttpResponse<String> answer = new Operator(obs).post("switch", SWITCH_ON);

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(transcribe.isOn()).isFalse();
            assertThat(new Operator(obs).send("GET", "/obs?format=json", "").body())
                    .contains("\"control\":{\"enabled\":false,\"switch\":{\"transcribe\":\"off\"}}");
        }
    }

    @Test
    void enabled_withoutAToken_stopsInit() {
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> builder().set("obs.control.enabled", "true").build())
                .satisfies(e -> assertThat(e.problems())
                        .containsExactly("obs.control.enabled (code) is \"true\"; allowed: false, or true together with"
                                + " obs.control.token"));
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> enabled()
                        .set("obs.admin.token", "admin")
                        .set("obs.control.token", "short")
                        .build())
                .satisfies(
                        e -> assertThat(e.problems())
                                .containsExactly(
                                        "obs.control.token (code) is not shown; allowed: 16 visible ASCII characters at least"));
    }

    @Test
    void enabled_withoutTheAdminEndpoint_stopsInit() {
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> enabled().set("obs.admin.enabled", "false").build())
                .withMessageContaining("allowed: false, or true together with obs.admin.enabled=true");
    }

    @Test
    void startLine_saysThatThereIsAControl() {
        try (Lines lines = Lines.ofObs();
                Observability obs = enabled().build()) {
            assertThat(lines.at("INFO")).singleElement().asString().endsWith(" with control");
            assertThat(obs.pages()).isEmpty();
        }
    }

    @Test
    void token_isTheControlsOwn() throws Exception {
        try (Lines lines = Lines.ofObs();
                Observability obs =
                        enabled().set("obs.admin.token", "scrapers-token").build()) {
            KillSwitch transcribe = obs.killSwitch("transcribe");
            Operator operator = new Operator(obs);
            for (String wrong : new String[] {"Bearer ", "Bearer 0123456789abcdef-contro", "Basic " + Operator.TOKEN}) {
                HttpResponse<String> refused =
                        operator.send("POST", "/control/switch", SWITCH_ON, "Authorization", wrong);
                assertThat(refused.statusCode()).isEqualTo(401);
                assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"obs control\"");
                assertThat(refused.body()).isEqualTo("{\"error\":\"unauthorized\"}\n");
            }
            assertThat(operator.send("POST", "/control/switch", SWITCH_ON).statusCode())
                    .isEqualTo(401);
            assertThat(operator.send("POST", "/control/switch", SWITCH_ON, "Authorization", "Bearer scrapers-token")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(operator.send("GET", "/obs", "", GRANTED).statusCode()).isEqualTo(401);
            assertThat(transcribe.isOn()).isFalse();
            assertThat(lines.at("WARN")).containsExactly("WARN control: denied to 127.0.0.1: a wrong token (1 so far)");

            clock.advance(Duration.ofMinutes(1));
            operator.send("POST", "/control/switch", SWITCH_ON);
            assertThat(lines.at("WARN")).hasSize(2).last().asString().endsWith("no token (6 so far)");
        }
    }

    @ParameterizedTest
    @CsvSource({"Origin, http://evil.example", "Origin, null", "Sec-Fetch-Site, cross-site"})
    void webPage_mayNot_evenWithTheToken(String header, String value) throws Exception {
        try (Observability obs = enabled().build()) {
            KillSwitch transcribe = obs.killSwitch("transcribe");
            HttpResponse<String> refused =
                    new Operator(obs).send("POST", "/control/switch", SWITCH_ON, GRANTED[0], GRANTED[1], header, value);

            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.headers().map()).doesNotContainKey("access-control-allow-origin");
            assertThat(transcribe.isOn()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void method_otherThanPost_isNotAllowed(String method) throws Exception {
        try (Observability obs = enabled().build()) {
            HttpResponse<String> refused = new Operator(obs).send(method, "/control/switch", "", GRANTED);

            assertThat(refused.statusCode()).isEqualTo(405);
            assertThat(refused.headers().firstValue("Allow")).hasValue("POST");
        }
    }

    @Test
    void pages_areStillReadOnly() throws Exception {
        try (Observability obs = enabled().build()) {
            for (String path : new String[] {"/obs", "/health", "/"}) {
                assertThat(new Operator(obs).send("POST", path, "", GRANTED).statusCode())
                        .isEqualTo(405);
            }
            for (String path : new String[] {"/control", "/controls/switch", "/obs/control/switch"}) {
                assertThat(new Operator(obs)
                                .send("POST", path, SWITCH_ON, GRANTED)
                                .statusCode())
                        .isEqualTo(404);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "multipart/form-data; boundary=x"})
    void type_otherThanAForm_isRefused(String type) throws Exception {
        try (Observability obs = enabled().build()) {
            HttpResponse<String> refused = new Operator(obs)
                    .send("POST", "/control/switch", SWITCH_ON, GRANTED[0], GRANTED[1], "Content-Type", type);

            assertThat(refused.statusCode()).isEqualTo(415);
            assertThat(refused.body()).isEqualTo("{\"error\":\"only application/x-www-form-urlencoded\"}\n");
        }
    }

    @Test
    void body_thatIsTooLong_isRefused() throws Exception {
        try (Observability obs = enabled().build()) {
            HttpResponse<String> refused = new Operator(obs).post("switch", SWITCH_ON + "&reason=" + "x".repeat(9_000));

            assertThat(refused.statusCode()).isEqualTo(413);
            assertThat(refused.body()).isEqualTo("{\"error\":\"request too large\"}\n");
        }
    }
}
