package io.obs.examples.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of the containers as their own tools read them, each laid where compose.yaml mounts it. Skipped without the tool. */
class ToolsIT {

    private static final Path HERE = Path.of("compose");

    @TempDir
    Path root;

    @Test
    void compose_isValid() throws Exception {
        Tool compose = Tool.run("docker-compose", "-f", "compose/compose.yaml", "config", "--quiet");

        assertThat(compose.code()).as(compose.said()).isZero();
    }

    @Test
    void wrongCompose_isFound() throws Exception {
        String text = Files.readString(HERE.resolve("compose.yaml"));
        Path wrong = Files.writeString(root.resolve("compose.yaml"), text.replace("restart:", "restarts:"));

        Tool compose = Tool.run("docker-compose", "-f", wrong.toString(), "config", "--quiet");

        assertThat(compose.code()).as(compose.said()).isNotZero();
        assertThat(compose.said()).contains("restarts");
    }

    @Test
    void prometheus_isValid_withTheRulesWhereItLooksForThem() throws Exception {
        Tool check = Tool.run("promtool", "check", "config", mounted("prometheus", "/etc/prometheus/prometheus.yml"));

        assertThat(check.code()).as(check.said()).isZero();
        assertThat(check.said()).contains("3 rule files found").contains("obs-slo.yml");
    }

    @Test
    void alertmanager_isValid() throws Exception {
        Tool check = Tool.run("amtool", "check-config", mounted("alertmanager", "/etc/alertmanager/alertmanager.yml"));

        assertThat(check.code()).as(check.said()).isZero();
    }

    @Test
    void blackboxExporter_isValid() throws Exception {
        Tool check = Tool.run(
                "prometheus-blackbox-exporter",
                "--config.check",
                "--config.file=" + mounted("blackbox-exporter", "/etc/blackbox/blackbox.yml"));

        assertThat(check.code()).as(check.said()).isZero();
    }

    @Test
    void prometheusOfManyClusters_isValid() throws Exception {
        Path secrets = Files.createDirectories(root.resolve("etc/prometheus/secrets"));
        for (String secret : List.of("OBS_ADMIN_TOKEN", "mimir_password")) {
            Files.writeString(secrets.resolve(secret), "secret");
        }
        String text = Files.readString(Path.of("kubernetes/many-clusters/prometheus.yml"));
        Path config = Files.writeString(root.resolve("prometheus.yml"), rooted(text));

        Tool check = Tool.run("promtool", "check", "config", config.toString());

        assertThat(check.code()).as(check.said()).isZero();
    }

    /** Lays the mounts of a container below the temporary directory, and gives the configuration that its command names. */
    private String mounted(String container, String config) throws Exception {
        Yaml service = Yaml.read(HERE.resolve("compose.yaml")).get(0).at("services", container);
        for (String mount : service.at("volumes").texts()) {
            String[] parts = mount.split(":", -1);
            if (parts[0].startsWith(".")) {
                Path source = HERE.resolve(parts[0]);
                for (Path file : Tool.files(List.of(source)).toList()) {
                    Path target = root.resolve(parts[1].substring(1))
                            .resolve(source.relativize(file).toString())
                            .normalize();
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
        assertThat(service.at("command").texts()).contains("--config.file=" + config);
        Path placed = root.resolve(config.substring(1));
        Files.writeString(placed, rooted(Files.readString(placed)));
        return placed.toString();
    }

    private String rooted(String text) {
        return text.replace("/etc/", root.resolve("etc") + "/");
    }
}
