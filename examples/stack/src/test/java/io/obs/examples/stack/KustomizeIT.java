package io.obs.examples.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code kubectl apply -k} would send. Skipped without kubectl. */
class KustomizeIT {

    private static final Path OPS = Path.of("../../docs/ops");

    @Test
    void directory_rendersToObjectsThatKubernetesKnows() throws Exception {
        Tool kubectl = Tool.run("kubectl", "kustomize", "kubernetes");
        assertThat(kubectl.code()).as(kubectl.said()).isZero();
        List<Yaml> objects = Yaml.parse("rendered", kubectl.said());

        assertThat(objects).hasSizeGreaterThan(15).allSatisfy(Model::check);
        assertThat(objects)
                .allSatisfy(object -> assertThat(
                                object.at("kind").text().equals("Namespace")
                                        ? object.at("metadata", "name").text()
                                        : object.at("metadata", "namespace").text())
                        .isEqualTo("captions"));
        Set<String> maps = objects.stream()
                .filter(object -> object.at("kind").text().equals("ConfigMap"))
                .map(object -> object.at("metadata", "name").text())
                .collect(Collectors.toSet());
        assertThat(objects.stream()
                        .flatMap(object -> object.at("spec", "template", "spec", "volumes").all().stream())
                        .map(volume -> volume.at("configMap", "name").text())
                        .filter(name -> !name.isEmpty()))
                .hasSize(2)
                .allMatch(maps::contains);
    }

    @Test
    void secretOfAlertmanager_isTheFileItself() throws Exception {
        Tool kubectl = Tool.run("kubectl", "kustomize", "kubernetes");

        assertThat(Yaml.parse("rendered", kubectl.said()).stream()
                        .filter(object -> object.at("kind").text().equals("Secret")))
                .singleElement()
                .satisfies(secret -> {
                    assertThat(secret.at("metadata", "name").text()).isEqualTo("obs-alertmanager");
                    assertThat(new String(
                                    Base64.getMimeDecoder()
                                            .decode(secret.at("data", "alertmanager.yaml")
                                                    .text()),
                                    UTF_8))
                            .isEqualTo(Files.readString(OPS.resolve("alertmanager/alertmanager.yml")));
                });
    }

    @Test
    void configurations_areTheFilesThemselves() throws Exception {
        Tool kubectl = Tool.run("kubectl", "kustomize", "kubernetes");
        List<Yaml> maps = Yaml.parse("rendered", kubectl.said()).stream()
                .filter(object -> object.at("kind").text().equals("ConfigMap"))
                .toList();

        for (Path file : List.of(
                OPS.resolve("logs/fluent-bit.yaml"),
                OPS.resolve("logs/parsers.conf"),
                OPS.resolve("dashboards/obs-sla.json"),
                Path.of("collector/collector.yaml"))) {
            assertThat(maps)
                    .extracting(
                            map -> map.at("data", file.getFileName().toString()).text())
                    .contains(Files.readString(file));
        }
    }
}
