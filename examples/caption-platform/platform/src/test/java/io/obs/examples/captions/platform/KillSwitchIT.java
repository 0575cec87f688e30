package io.obs.examples.captions.platform;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.obs.examples.captions.platform.Traffic.Reply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An operator stops the worker's transcription, and lets it go on. */
class KillSwitchIT {

    private static void turn(String action) throws Exception {
        URI control = SharedPlatform.get().worker().admin().resolve("/control/switch");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(control)
                                .header("Authorization", "Bearer " + SharedPlatform.CONTROL_TOKEN)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("name=transcribe&by=ann&action=" + action))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @AfterEach
    void goOn() throws Exception {
        turn("off");
    }

    @Test
    void transcribe_switchedOff_failsNewWorkAtOnce_andServesWhatIsInTheCache() throws Exception {
        Traffic traffic = new Traffic(SharedPlatform.get().gateway().url());
        await().atMost(ofSeconds(60)) // other tests may have left a breaker open
                .untilAsserted(() -> assertThat(traffic.awaitEnd(traffic.create("greeting.wav", "pt", "draft"))
                                .get("state"))
                        .isEqualTo("done"));
        turn("on");

        // Which nobody else orders, so that it is in no cache.
        Reply refused = traffic.awaitEnd(traffic.create("greeting.wav", "pt", "best"));
        assertThat(refused.get("state")).isEqualTo("failed");
        assertThat(refused.get("error")).isEqualTo("IllegalStateException: transcription is switched off");
        assertThat(traffic.awaitEnd(traffic.create("greeting.wav", "pt", "draft"))
                        .get("state"))
                .isEqualTo("done");
        assertThat(Scrape.of(SharedPlatform.get().worker()).samples("obs_kill_switch_on"))
                .containsExactly("obs_kill_switch_on{service=\"worker\",switch=\"transcribe\"} 1.0");

        turn("off");
        assertThat(traffic.awaitEnd(traffic.create("greeting.wav", "pt", "best"))
                        .get("state"))
                .isEqualTo("done");
        assertThat(SharedPlatform.get().worker().log().lines("\"logger\":\"obs.control\""))
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(line -> line.contains("\"by\":\"ann\""));
    }
}
