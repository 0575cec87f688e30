package io.obs.examples.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The containers of compose.yaml, by what they name of each other and of the repository. */
class ComposeTest {

    private static final Path HERE = Path.of("compose");
    private static final Path OPS = Path.of("../../docs/ops");
    private static final List<String> OBSERVED = List.of("api-gateway", "job-manager", "worker");

    private static final Yaml COMPOSE = Yaml.read(HERE.resolve("compose.yaml")).get(0);

    private static Map<String, Yaml> services() {
        Map<String, Yaml> services = new TreeMap<>();
        COMPOSE.at("services").names().forEach(name -> services.put(name, COMPOSE.at("services", name)));
        return services;
    }

    private static Yaml file(Path path) {
        return Yaml.read(path).get(0);
    }

    @Test
    void images_haveOneVersion() {
        assertThat(services().values())
                .hasSizeGreaterThan(15)
                .extracting(service -> service.at("image").text())
                .allMatch(image -> image.matches("[a-z/-]+:[vR]?[\\w.-]*\\d[\\w.-]*"))
                .noneMatch(image -> image.endsWith(":latest"));
    }

    @Test
    void ports_areOfLoopbackOnly() {
        assertThat(services().values().stream().flatMap(service -> service.at("ports").texts().stream()))
                .hasSizeGreaterThan(4)
                .allMatch(port -> port.matches("127\\.0\\.0\\.1:(\\d+):\\1"));
    }

    @Test
    void mounts_areFilesOfTheRepository_orDeclaredVolumes() {
        List<String> declared = COMPOSE.at("volumes").names();
        services().forEach((name, service) -> {
            for (String mount : service.at("volumes").texts()) {
                String source = mount.split(":", -1)[0];
                if (source.startsWith(".")) {
                    assertThat(HERE.resolve(source)).as(name).exists();
                    assertThat(mount).as("read only").endsWith(":ro");
                } else if (!source.startsWith("/var/lib/docker")) {
                    assertThat(declared).as(name).contains(source);
                }
            }
        });
    }

    @Test
    void addresses_areContainersAndTheirPorts() {
        Map<String, Yaml> services = services();
        Stream<String> texts = Stream.of(
                        services.values().stream()
                                .flatMap(service -> Stream.of(service.at("environment"), service.at("command"))),
                        Stream.of(
                                file(HERE.resolve("prometheus.yml")),
                                file(Path.of("collector/collector.yaml")),
                                file(OPS.resolve("dashboards/datasources.yaml"))))
                .flatMap(yamls -> yamls)
                .flatMap(Yaml::leaves);

        assertThat(Addresses.in(texts))
                .contains("postgres:5432", "storage:9000", "blackbox-exporter:9115", "jaeger:16686", "prometheus:9090")
                .allSatisfy(address -> {
                    String[] parts = address.split(":", -1);
                    assertThat(services).containsKey(parts[0]);
                    Yaml service = services.get(parts[0]);
                    assertThat(Stream.of("expose", "ports").flatMap(field -> service.at(field).texts().stream()))
                            .as(address)
                            .anyMatch(port -> port.equals(parts[1]) || port.endsWith(":" + parts[1]));
                });
        services.values()
                .forEach(service -> assertThat(service.at("depends_on").texts()).allMatch(services::containsKey));
    }

    @Test
    void services_areScrapedAndProbed() {
        List<Yaml> jobs =
                file(HERE.resolve("prometheus.yml")).at("scrape_configs").all();
        Yaml obs = jobs.get(0);
        assertThat(obs.at("honor_labels").value()).isEqualTo(true);
        assertThat(obs.at("static_configs").all().get(0).at("targets").texts())
                .containsExactlyElementsOf(
                        OBSERVED.stream().map(name -> name + ":9464").toList());
        Yaml probes = jobs.get(1).at("static_configs");
        assertThat(probes.all().stream()
                        .map(probe -> probe.at("labels", "service").text()))
                .containsExactlyElementsOf(OBSERVED);
        assertThat(probes.leaves().filter(text -> text.startsWith("http")))
                .containsExactlyElementsOf(OBSERVED.stream()
                        .map(name -> "http://" + name + ":9464/health")
                        .toList());
        for (String name : OBSERVED) {
            assertThat(services().get(name).at("environment", "OBS_ADMIN_HOST").text())
                    .isEqualTo("0.0.0.0");
        }
    }

    @Test
    void builtImages_takeJarsThatTheBuildMakes() throws IOException {
        for (Yaml service : services().values()) {
            Yaml build = service.at("build");
            if (build.value() != null) {
                Path context = HERE.resolve(build.at("context").text());
                assertThat(context.resolve(build.at("dockerfile").text())).exists();
                String jar = build.at("args", "JAR").text();
                assertThat(context.resolve(build.at("args", "MODULE").text()).resolve("pom.xml"))
                        .content()
                        .contains("<artifactId>" + jar.replace(".jar", "") + "</artifactId>")
                        .contains("<finalName>${project.artifactId}</finalName>");
            }
        }
        assertThat(Files.readAllLines(HERE.resolve("Dockerfile")))
                .anyMatch(line -> line.matches("FROM [a-z-]+:[\\d._]+-jre"))
                .anyMatch(line -> line.startsWith("USER 65532"));
    }

    /** Fluent Bit knows no variable in the place of a plugin's name. */
    @Test
    void fluentBit_isThatOfTheDocumentation_butForThreeSettings() throws IOException {
        String documented = Files.readString(OPS.resolve("logs/fluent-bit.yaml"))
                .replace("name: opensearch", "name: es")
                .replace("tls: on", "tls: off")
                .replace("http_listen: 127.0.0.1", "http_listen: 0.0.0.0");

        assertThat(withoutComments(Files.readString(HERE.resolve("fluent-bit.yaml"))))
                .isEqualTo(withoutComments(documented));
        Yaml service = services().get("fluent-bit");
        assertThat(service.at("environment").names())
                .containsExactlyInAnyOrderElementsOf(java.util.regex.Pattern.compile("\\$\\{(\\w+)}")
                        .matcher(documented)
                        .results()
                        .map((java.util.regex.MatchResult name) -> name.group(1))
                        .toList());
    }

    private static String withoutComments(String text) {
        return text.replaceAll("(?m) *#.*$", "").strip();
    }
}
