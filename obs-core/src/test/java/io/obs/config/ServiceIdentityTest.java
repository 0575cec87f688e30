package io.obs.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceIdentityTest {

    private static ServiceIdentity identity(Map<String, String> environment) {
        return ServiceIdentity.of(
                ObservabilityConfig.read(ConfigSources.of(Map.of(), environment), CoreKeys.ALL, new ArrayList<>()));
    }

    @Test
    void name_isTakenFromTheNearestThatIsSet() {
        String attributes = "deployment.environment=prod, service.name=from%20attributes+1 ,service.version=7";
        assertThat(identity(Map.of()).name()).isEqualTo("unknown_service");
        assertThat(identity(Map.of("OTEL_RESOURCE_ATTRIBUTES", attributes)).name())
                .isEqualTo("from attributes+1");
        assertThat(identity(Map.of("OTEL_RESOURCE_ATTRIBUTES", attributes, "OTEL_SERVICE_NAME", "otel"))
                        .name())
                .isEqualTo("otel");
        assertThat(identity(Map.of("OTEL_SERVICE_NAME", "otel", "OBS_SERVICE", " own "))
                        .name())
                .isEqualTo("own");
    }

    @Test
    void name_thatIsEmptyForOpenTelemetry_isUnset() {
        assertThat(identity(Map.of("OTEL_SERVICE_NAME", "", "OTEL_RESOURCE_ATTRIBUTES", "service.name=,x"))
                        .name())
                .isEqualTo("unknown_service");
    }

    @Test
    void attribute_thatIsWronglyEncoded_isTakenAsItIs() {
        assertThat(identity(Map.of("OTEL_RESOURCE_ATTRIBUTES", "service.name=100%"))
                        .name())
                .isEqualTo("100%");
    }

    @Test
    void version_isTakenFromTheNearestThatIsSet() {
        assertThat(identity(Map.of()).version()).isEqualTo("unknown");
        assertThat(identity(Map.of("OTEL_RESOURCE_ATTRIBUTES", "service.version=7"))
                        .version())
                .isEqualTo("7");
        assertThat(identity(Map.of("OTEL_RESOURCE_ATTRIBUTES", "service.version=7", "OBS_VERSION", "8"))
                        .version())
                .isEqualTo("8");
    }

    @Test
    void version_ofTheJarThatWasStarted_isItsImplementationVersion(@TempDir Path directory) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "1.4.2");
        Path jar = directory.resolve("app.jar");
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }

        assertThat(MainJar.version(jar + " --port 80")).hasValue("1.4.2");
        assertThat(MainJar.version("org.junit.jupiter.api.Test")).isNotEmpty();
        assertThat(MainJar.version("/no/such.jar")).isEmpty();
        assertThat(MainJar.version("no.such.Class")).isEmpty();
        assertThat(MainJar.version("")).isEmpty();
    }
}
