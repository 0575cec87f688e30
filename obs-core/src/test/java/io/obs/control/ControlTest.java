package io.obs.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;
import static org.awaitility.Awaitility.await;

import io.obs.Lines;
import io.obs.ManualClock;
import io.obs.Observability;
import io.obs.config.ConfigKey;
import io.obs.spi.Room;
import io.obs.spi.Wiring;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the control does, and what it tells of it. */
class ControlTest {

    /** Contributes a control, as rooms do; once used it is broken. */
    private static final class BrokenRoom implements Room, Control {

        private volatile boolean broken;

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public List<ConfigKey<?>> keys() {
            return List.of();
        }

        @Override
        public void install(Wiring wiring) {
            wiring.control(this);
        }

        @Override
        public List<ControlAction> actions() {
            return List.of(new ControlAction("smash", ControlAction.Time.NONE));
        }

        @Override
        public Collection<String> targets() {
            return List.of("vase");
        }

        @Override
        public String apply(String target, String action) {
            broken = true;
            throw new IllegalStateException("password=hunter2");
        }

        @Override
        public Map<String, Object> now() {
            if (broken) {
                throw new IllegalStateException("gone");
            }
            return Map.of("vase", "whole");
        }
    }

    private final ManualClock clock = new ManualClock();
    private final Lines lines = Lines.ofObs();
    private final Observability obs = Observability.builder()
            .withoutDiscovery()
            .install(new BrokenRoom())
            .clock(clock)
            .set("obs.admin.port", "0")
            .set("obs.control.enabled", "true")
            .set("obs.control.token", Operator.TOKEN)
            .build();
    private final Operator operator = new Operator(obs);
    private final KillSwitch transcribe = obs.killSwitch("transcribe");

    @AfterEach
    void close() {
        obs.close();
        lines.close();
    }

    private String page() throws Exception {
        return operator.send("GET", "/obs?format=json", "").body();
    }

    @Test
    void killSwitch_isTurnedOnAndOff() throws Exception {
        assertThat(transcribe.isOn()).isFalse();

        HttpResponse<String> on = operator.post("switch", "name=transcribe&action=on&by=ann&reason=disk+is+full");
        assertThat(on.statusCode()).isEqualTo(200);
        assertThat(on.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(on.body())
                .isEqualTo("{\"control\":\"switch\",\"name\":\"transcribe\",\"action\":\"on\",\"state\":\"on\"}\n");
        assertThat(transcribe.isOn()).isTrue();
        assertThat(obs.killSwitch("transcribe")).isSameAs(transcribe);
        assertThat(page()).contains("\"switch\":{\"transcribe\":\"on\"}");

        assertThat(operator.post("switch", "name=transcribe&action=off").statusCode())
                .isEqualTo(200);
        assertThat(transcribe.isOn()).isFalse();
        assertThat(lines.at("WARN"))
                .containsExactly(
                        "WARN control: switch transcribe on: done, by ann from 127.0.0.1, because: disk is full",
                        "WARN control: switch transcribe off: done from 127.0.0.1");
    }

    @Test
    void killSwitch_forATime_goesOffByItself() throws Exception {
        HttpResponse<String> on = operator.post("switch", "name=transcribe&action=on&for=10m");
        assertThat(on.body()).contains("\"state\":\"on\",\"until\":\"1970-01-01T00:10:00Z\"");
        assertThat(page()).contains("\"transcribe\":\"on until 1970-01-01T00:10:00Z\"");

        clock.advance(Duration.ofMinutes(10).minusNanos(1));
        operator.post("switch", "name=transcribe&action=on&for=10m"); // once more, from now
        clock.advance(Duration.ofMinutes(10).minusNanos(1));
        assertThat(page()).contains("\"transcribe\":\"on until 1970-01-01T00:19:59Z\"");
        assertThat(transcribe.isOn()).isTrue();

        clock.advance(Duration.ofNanos(1));
        await().untilAsserted(() -> assertThat(transcribe.isOn()).isFalse());
        await().untilAsserted(() -> assertThat(lines.at("WARN"))
                .hasSize(3)
                .last()
                .isEqualTo("WARN control: switch transcribe is off again, its time is over"));
        assertThat(page()).contains("\"switch\":{\"transcribe\":\"off\"}");
    }

    @Test
    void killSwitch_turnedOnForGood_outlivesAnEarlierTime() throws Exception {
        KillSwitch other = obs.killSwitch("download");
        operator.post("switch", "name=transcribe&action=on&for=1s");
        operator.post("switch", "name=transcribe&action=on");
        operator.post("switch", "name=download&action=on&for=2s");

        clock.advance(Duration.ofSeconds(2));
        await().untilAsserted(() -> assertThat(other.isOn()).isFalse());
        assertThat(transcribe.isOn()).isTrue();
    }

    @Test
    void killSwitch_staysAsItIs_whenObsIsClosed() throws Exception {
        operator.post("switch", "name=transcribe&action=on&for=1s");
        obs.close();
        clock.advance(Duration.ofHours(1));

        assertThat(transcribe.isOn()).isTrue();
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("obs-control")));
    }

    @Test
    void killSwitches_areBounded_andNamedPlainly() {
        for (int i = 0; i < 200; i++) {
            assertThat(obs.killSwitch("s" + i).isOn()).isFalse();
        }
        assertThat(obs.killSwitch("a b").name()).isEqualTo("a b");
        assertThat(obs.controls().facts().get("switch")).asInstanceOf(MAP).hasSize(100);
        assertThat(lines.at("WARN"))
                .containsExactly("WARN obs: a kill switch stays off for ever: there are 100 already");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            switch  | name=transcibe&action=on                    | 404 | {"error":"no switch has that name","known":["transcribe"]}
            nothing | name=transcribe&action=on                   | 404 | {"error":"there is no such control","known":["broken","switch"]}
            switch  | name=transcribe&action=smash                | 400 | {"error":"no such action; allowed: on, off"}
            switch  | name=transcribe                             | 400 | {"error":"action is missing"}
            switch  | name=+&action=on                            | 400 | {"error":"name is missing"}
            switch  | name=transcribe&action=off&for=1m           | 400 | {"error":"off is not for a time; leave out for"}
            switch  | name=transcribe&action=on&for=soon          | 400 | {"error":"for is no time from 1s to 1d, as 30s, 10m, 2h"}
            switch  | name=transcribe&action=on&for=2d            | 400 | {"error":"for is no time from 1s to 1d, as 30s, 10m, 2h"}
            switch  | name=transcribe&action=on&For=1m            | 400 | {"error":"there is a field that nobody reads; known: action, by, for, name, reason"}
            switch  | name=transcribe&name=x&action=on            | 400 | {"error":"the body is no form with each field once"}
            switch  | name=%zz&action=on                          | 400 | {"error":"the body is no form with each field once"}
            switch  | transcribe                                  | 400 | {"error":"the body is no form with each field once"}
            switch  | name=transcribe&action=on&by=a%0Aforged     | 400 | {"error":"by is longer than 256 characters, or holds control characters"}
            broken  | name=vase&action=smash                      | 500 | {"error":"failed: IllegalStateException; the log has more"}
            """)
    void wrongUse_changesNothing_andSaysWhatIsAllowed(String control, String form, int status, String body)
            throws Exception {
        HttpResponse<String> answer = operator.post(control, form);

        assertThat(answer.body()).isEqualTo(body + "\n");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(transcribe.isOn()).isFalse();
        assertThat(lines.at("WARN"))
                .filteredOn(line -> line.startsWith("WARN control: "))
                .singleElement()
                .asString()
                .contains(status == 500 ? ": failed from 127.0.0.1" : ": invalid from 127.0.0.1");
    }

    @Test
    void trail_hidesSecrets_andTellsOfWhatFailed() throws Exception {
        operator.post("switch", "name=transcribe&action=on&by=ann&reason=login+with+password%3Dhunter2");
        operator.post("broken", "name=vase&action=smash");
        operator.post("switch", "name=nosuch&action=on");

        assertThat(lines.at("WARN"))
                .contains(
                        "WARN control: switch transcribe on: done, by ann from 127.0.0.1, because: login with password=***",
                        "WARN control: broken vase smash: failed from 127.0.0.1",
                        "WARN control: switch nosuch on: invalid from 127.0.0.1");
        assertThat(lines.all()).noneMatch(line -> line.contains("hunter2"));
        assertThat(page()).contains("\"broken\":{\"unknown\":\"IllegalStateException\"}");
    }
}
