package io.obs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.obs.config.CoreKeys;
import io.obs.config.InvalidConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a framework says to a builder, and the obs it embeds. */
class EmbeddedTest {

    private static final String TIMEOUT = CoreKeys.HEALTH_TIMEOUT.name();

    private final List<Observability> made = new ArrayList<>();

    @AfterEach
    void close() {
        made.forEach(Observability::close);
        System.clearProperty(TIMEOUT);
    }

    private static Observability.Builder builder() {
        return Observability.builder().withoutDiscovery().set("obs.admin.enabled", "false");
    }

    private Observability embed(Observability.Builder builder) {
        Observability obs = builder.embed();
        made.add(obs);
        return obs;
    }

    private Duration timeout(Observability.Builder builder) {
        return embed(builder).config().get(CoreKeys.HEALTH_TIMEOUT);
    }

    @Test
    void first_isTheProcesss_andOthersAreBesideIt() {
        Observability first = embed(builder().service("first"));
        Observability second = embed(builder().service("second"));

        assertThat(Observability.current()).containsSame(first);
        assertThat(Observability.init()).isSameAs(first);
        assertThat(second.service()).isEqualTo("second");

        second.close();
        assertThat(Observability.current()).containsSame(first);
        first.close();
        assertThat(Observability.current()).isEmpty();
    }

    @Test
    void embeddedBesideAnInitialised_leavesThatAlone() {
        Observability process = builder().service("process").init();
        made.add(process);
        embed(builder().service("embedded")).close();

        assertThat(Observability.current()).containsSame(process);
        assertThat(process.pipeline().isClosed()).isFalse();
    }

    @Test
    void settingsOfTheFramework_goBehindCodeAndBeforeProperties() {
        System.setProperty(TIMEOUT, "3s");
        assertThat(timeout(builder())).hasSeconds(3);
        assertThat(timeout(builder().settings("app.yml", Map.of(TIMEOUT, "4s"))))
                .hasSeconds(4);
        assertThat(timeout(builder().set(TIMEOUT, "5s").settings("app.yml", Map.of(TIMEOUT, "4s"))))
                .hasSeconds(5);
    }

    @Test
    void ofTwoFiles_theFirstGivenCounts() {
        assertThat(timeout(builder()
                        .settings("profile.yml", Map.of(TIMEOUT, "6s"))
                        .settings("app.yml", Map.of(TIMEOUT, "7s"))))
                .hasSeconds(6);
    }

    @Test
    void defaultsOfTheFramework_goBehindAllElse() {
        Observability.Builder defaults = builder().otherwise("the framework", Map.of(TIMEOUT, "8s"));
        assertThat(timeout(defaults)).hasSeconds(8);
        System.setProperty(TIMEOUT, "3s");
        assertThat(timeout(defaults)).hasSeconds(3);
    }

    @Test
    void wrongValues_areToldAllWithWhereTheyStand_andNothingIsLeft() {
        InvalidConfigurationException wrong = catchThrowableOfType(
                InvalidConfigurationException.class,
                () -> embed(builder()
                        .settings("app.yml, line 7", Map.of(TIMEOUT, "soon"))
                        .otherwise("the framework", Map.of(CoreKeys.SHUTDOWN_TIMEOUT.name(), "-1s"))));

        assertThat(wrong)
                .hasMessageContaining("obs.health.timeout (app.yml, line 7) is \"soon\"; allowed: a time")
                .hasMessageContaining("obs.shutdown.timeout (the framework) is \"-1s\"; allowed: a time");
        assertThat(Observability.current()).isEmpty();
        assertThat(embed(builder().service("again")).service()).isEqualTo("again");
    }

    @Test
    void misspelledSetting_isWarnedAboutWithTheNearestName() {
        assertThat(embed(builder().settings("app.yml", Map.of("obs.health.timeuot", "1s")))
                        .config()
                        .unknown())
                .singleElement()
                .asString()
                .contains("obs.health.timeuot", "app.yml", "obs.health.timeout?");
    }

    @Test
    void nulls_areRefusedAtOnce() {
        assertThatNullPointerException()
                .isThrownBy(() -> builder().settings(null, Map.of()))
                .withMessage("where");
        assertThatNullPointerException()
                .isThrownBy(() -> builder().otherwise(null, Map.of()))
                .withMessage("where");
        assertThatNullPointerException()
                .isThrownBy(() -> builder().settings("app.yml", null))
                .withMessage("settings");
        assertThatNullPointerException()
                .isThrownBy(() -> builder().otherwise("the framework", null))
                .withMessage("settings");
    }
}
