package io.obs.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import io.obs.control.KillSwitch;
import io.obs.testkit.GuidePage;
import io.obs.testkit.TestTelemetry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What docs/guide/control.md says works: its Java, and each of its curl commands, in their order. */
class ControlGuideIT {

    private static final Path PAGE = Path.of("../docs/guide/control.md");
    private static final String TOKEN = "0123456789abcdef-control";
    private static final Pattern DATA = Pattern.compile(" -d (\\S+)");
    private static final Pattern TARGET = Pattern.compile(" localhost:9464(/\\S+)");

    @Test
    void java_isCompiledAndRun() throws Exception {
        GuidePage.of(PAGE).isCompiledIn(Path.of("src/test/java/io/obs/resilience/ControlGuideIT.java"));
        try (Observability obs = Observability.builder()
                .withoutDiscovery()
                .set("obs.admin.enabled", "false")
                .build()) {
            assertThat(transcribed(obs)).isEqualTo("now");
            obs.controls().use("switch", Map.of("name", "transcribe", "action", "on"), "test");
            assertThat(transcribed(obs)).isEqualTo("later");
        }
    }

    private static String transcribed(Observability obs) {
        KillSwitch transcribing = obs.killSwitch("transcribe");
        if (transcribing.isOn()) {
            return "later";
        }
        return "now";
    }

    @Test
    void commands_areObeyed() throws Exception {
        List<String> commands = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("curl "))
                .toList();
        try (TestTelemetry telemetry = TestTelemetry.start(
                builder -> builder.set("obs.control.enabled", "true").set("obs.control.token", TOKEN))) {
            LoggerFactory.getLogger("com.acme.Shop");
            telemetry.obs().killSwitch("transcribe");
            ResilienceObservability.create(telemetry.obs()).circuitBreaker("job-manager");

            assertThat(commands).hasSize(7).allSatisfy(command -> {
                assertThat(command).contains(" -H \"Authorization: Bearer $TOKEN\" ");
                HttpResponse<String> answer = send(telemetry.obs(), command);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            });
            assertThat(telemetry.lines("obs.control"))
                    .extracting(line -> line.text("target") + " " + line.text("action"))
                    .containsExactly(
                            "transcribe on",
                            "transcribe off",
                            "job-manager open",
                            "job-manager close",
                            "job-manager reset",
                            "com.acme debug",
                            "com.acme restore");
        }
    }

    private static HttpResponse<String> send(Observability obs, String command) throws Exception {
        String form = DATA.matcher(command)
                .results()
                .map((MatchResult data) -> data.group(1))
                .collect(Collectors.joining("&"));
        String path =
                TARGET.matcher(command).results().findFirst().orElseThrow().group(1);
        int port = obs.adminAddress().orElseThrow().getPort();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .header("Authorization", "Bearer " + TOKEN)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        BodyHandlers.ofString());
    }
}
