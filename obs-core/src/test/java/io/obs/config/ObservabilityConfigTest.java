package io.obs.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObservabilityConfigTest {

    private static final ConfigKey<String> NAME = ConfigKeys.text("obs.test.name", "by default", "A name.");

    @TempDir
    private Path directory;

    private final List<String> problems = new ArrayList<>();
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @AfterEach
    void restore() {
        System.clearProperty("obs.test.name");
        Thread.currentThread().setContextClassLoader(before);
    }

    private ObservabilityConfig read(Map<String, String> code, Map<String, String> environment) {
        List<ConfigKey<?>> keys = new ArrayList<>(CoreKeys.ALL);
        keys.add(NAME);
        return ObservabilityConfig.read(ConfigSources.ofProcess(code, Map.of(), environment, problems), keys, problems);
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private void classPathHas(String content) throws IOException {
        file("obs.properties", content);
        Thread.currentThread()
                .setContextClassLoader(
                        new URLClassLoader(new URL[] {directory.toUri().toURL()}, before));
    }

    @Test
    void value_inSeveralSources_isThatOfTheMostImportant() throws IOException {
        assertThat(read(Map.of(), Map.of()).get(NAME)).isEqualTo("by default");

        classPathHas("obs.test.name=resource");
        assertThat(read(Map.of(), Map.of()).get(NAME)).isEqualTo("resource");

        Map<String, String> environment = Map.of(
                "OBS_CONFIG_FILE", file("my.properties", "obs.test.name=file").toString());
        assertThat(read(Map.of(), environment).get(NAME)).isEqualTo("file");

        environment = Map.of("OBS_TEST_NAME", "environment");
        assertThat(read(Map.of(), environment).get(NAME)).isEqualTo("environment");

        System.setProperty("obs.test.name", "property");
        assertThat(read(Map.of(), environment).get(NAME)).isEqualTo("property");

        assertThat(read(Map.of("obs.test.name", "code"), environment).get(NAME)).isEqualTo("code");
        assertThat(problems).isEmpty();
    }

    @Test
    void value_isFixed_onceItWasRead() {
        System.setProperty("obs.test.name", "first");
        ObservabilityConfig config = read(Map.of(), Map.of());
        System.setProperty("obs.test.name", "second");

        assertThat(config.get(NAME)).isEqualTo("first");
        assertThat(config.raw("obs.test.name")).isEqualTo("first");
    }

    @Test
    void wrongValues_areAllTold_withPlaceValueAndWhatIsAllowed() {
        ObservabilityConfig config = read(
                Map.of("obs.health.timeout", "-1s"),
                Map.of("OBS_SERVICE", "", "OBS_ADMIN_PORT", "70000", "OBS_ADMIN_ENABLED", "yes\nno"));

        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "obs.service (environment variable OBS_SERVICE) is \"\"; allowed: any text that is not blank",
                        "obs.admin.port (environment variable OBS_ADMIN_PORT) is \"70000\"; allowed: a whole number from"
                                + " 0 to 65535",
                        "obs.admin.enabled (environment variable OBS_ADMIN_ENABLED) is \"yes\\u000ano\"; allowed: true or"
                                + " false",
                        "obs.health.timeout (code) is \"-1s\"; allowed: a time from 1ms to 1m, as 500ms, 5s, 2m, or"
                                + " plain milliseconds");
        assertThat(config.get(CoreKeys.HEALTH_TIMEOUT)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void wrongSecret_isToldWithoutItsValue() {
        ConfigKey<Integer> pin =
                ConfigKeys.integer("obs.test.pin", 0, 0, 9999, "A pin.").secret();
        ObservabilityConfig config = ObservabilityConfig.read(
                ConfigSources.of(
                        Map.of("obs.test.pin", "hunter2", "otel.exporter.otlp.headers", "key=hunter2"), Map.of()),
                List.of(pin),
                problems);

        assertThat(problems)
                .containsExactly("obs.test.pin (code) is not shown; allowed: a whole number from 0 to 9999");
        assertThat(config.problem("otel.exporter.otlp.headers", "pairs"))
                .isEqualTo("otel.exporter.otlp.headers (code) is not shown; allowed: pairs");
    }

    @Test
    void problem_ofSettingOfOthers_tellsWhereItCameFrom() {
        ObservabilityConfig config = read(Map.of(), Map.of("OTEL_TRACES_SAMPLER_ARG", "2"));

        assertThat(config.problem("otel.traces.sampler.arg", "0 to 1"))
                .isEqualTo(
                        "otel.traces.sampler.arg (environment variable OTEL_TRACES_SAMPLER_ARG) is \"2\"; allowed: 0 to 1");
        assertThat(config.problem("otel.unheard.of", "anything"))
                .isEqualTo("otel.unheard.of is not set; allowed: anything");
    }

    @Test
    void namedFile_thatIsMissingOrMalformed_isAProblem() throws IOException {
        read(Map.of("obs.config.file", "/no/such/file"), Map.of());
        read(Map.of("obs.config.file", file("bad", "a=\\u00zz").toString()), Map.of());
        read(Map.of("obs.config.file", " "), Map.of());

        assertThat(problems).hasSize(3);
        assertThat(problems.get(0)).contains("obs.config.file (code) is \"/no/such/file\"; allowed: ", "NoSuchFile");
        assertThat(problems.get(1)).contains("Malformed");
        assertThat(problems.get(2)).contains("obs.config.file (code) is \" \"");
    }

    @Test
    void unknownSettings_areNamedWithTheNearestKnown() throws IOException {
        classPathHas("obs.heath.cache=1s\nservice.nmae=x\notel.service.name=y");
        List<String> unknown = read(
                        Map.of("obs.admin.prot", "1"),
                        Map.of("OBS_ADMIN_TOKN", "t", "OBS_OPS_REPORT_ZONE", "5s", "OBS_IT_REDIS", "x:1", "PATH", "/"))
                .unknown();

        assertThat(unknown)
                .containsExactly(
                        "obs.admin.prot (code) is no setting of obs or of an installed room; did you mean obs.admin.port?",
                        "OBS_ADMIN_TOKN (environment variable) is no setting of obs or of an installed room; did you mean"
                                + " OBS_ADMIN_TOKEN?",
                        "OBS_OPS_REPORT_ZONE (environment variable) is no setting of obs or of an installed room; it"
                                + " is misspelled, or belongs to a room that is not on the class path",
                        "obs.heath.cache (obs.properties) is no setting of obs or of an installed room; did you mean"
                                + " obs.health.cache?",
                        "service.nmae (obs.properties) is no setting of obs or of an installed room; it is misspelled, or"
                                + " belongs to a room that is not on the class path");
    }

    @Test
    void origins_nameWhatIsSetAndWhere_withoutValues() {
        ObservabilityConfig config = read(
                Map.of("obs.admin.token", "secret"),
                Map.of("OBS_SERVICE", "captions", "OTEL_EXPORTER_OTLP_ENDPOINT", "http://c:4317"));

        assertThat(config.origins())
                .containsEntry("obs.admin.token", "code")
                .containsEntry("obs.service", "environment variable OBS_SERVICE")
                .containsEntry("otel.exporter.otlp.endpoint", "environment variable OTEL_EXPORTER_OTLP_ENDPOINT")
                .doesNotContainKey("obs.admin.port");
        assertThat(config.isSet(CoreKeys.SERVICE)).isTrue();
        assertThat(config.isSet(CoreKeys.ADMIN_PORT)).isFalse();
    }
}
