package io.obs.ops.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ServerOptionsTest {

    @TempDir
    private Path directory;

    @Command
    private static final class Asking {

        @Mixin
        private final ServerOptions server;

        Asking(Map<String, String> environment) {
            server = new ServerOptions(environment::get);
        }
    }

    @Test
    void server_withoutOptions_isAskedPlainly() {
        PrometheusServer server = server(Map.of());
        assertThat(server.headers()).isEmpty();
        assertThat(server.timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(server).hasToString("http://localhost:9090/prometheus");
    }

    @Test
    void token_isOfAFileOrTheEnvironment() throws Exception {
        Path file = Files.writeString(directory.resolve("token"), "abc\n");
        assertThat(server(Map.of("OBS_OPS_TOKEN", "xyz")).headers())
                .containsExactly(Map.entry("Authorization", "Bearer xyz"));
        assertThat(server(Map.of("OBS_OPS_TOKEN", "xyz"), "--token-file", file.toString())
                        .headers())
                .containsExactly(Map.entry("Authorization", "Bearer abc"));
    }

    @Test
    void user_goesBeforeATokenOfTheEnvironment() {
        Map<String, String> environment = Map.of("OBS_OPS_TOKEN", "xyz", "OBS_OPS_PASSWORD", "secret");
        assertThat(server(environment, "--user", "me", "--tenant", "captions", "--header", "X-A: b:c")
                        .headers())
                .containsOnly(
                        Map.entry("Authorization", "Basic bWU6c2VjcmV0"),
                        Map.entry("X-Scope-OrgID", "captions"),
                        Map.entry("X-A", "b:c"));
        assertThatThrownBy(() -> server(environment, "--user", "me", "--token-file", "pom.xml"))
                .hasMessage("--user and --token-file exclude each other");
    }

    private static PrometheusServer server(Map<String, String> environment, String... options) {
        Asking asking = new Asking(environment);
        String[] all = java.util.Arrays.copyOf(options, options.length + 2);
        all[options.length] = "--prometheus";
        all[options.length + 1] = "http://localhost:9090/prometheus/";
        new CommandLine(asking).parseArgs(all);
        return asking.server.server();
    }
}
