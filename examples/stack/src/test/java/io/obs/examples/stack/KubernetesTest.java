package io.obs.examples.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The objects for Kubernetes, by their types and by what they name of each other. */
class KubernetesTest {

    private static final Path OPS = Path.of("../../docs/ops");

    /** What somebody must put there: README.md says so. */
    private static final List<String> SECRETS =
            List.of("captions", "log-index", "alertmanager-channels", "mimir", "thanos-bucket");

    private static List<Yaml> objects() throws IOException {
        return Tool.files(List.of(Path.of("kubernetes"), OPS.resolve("kubernetes")))
                .filter(file -> file.toString().endsWith(".yaml") && !file.endsWith("kustomization.yaml"))
                .flatMap(file -> Yaml.read(file).stream())
                .toList();
    }

    private static List<Yaml> objects(String... kinds) throws IOException {
        return objects().stream()
                .filter(object -> List.of(kinds).contains(object.at("kind").text()))
                .toList();
    }

    static List<Yaml> workloads() throws IOException {
        return objects("Deployment", "DaemonSet");
    }

    private static Yaml named(String kind, String name) throws IOException {
        return objects(kind).stream()
                .filter(object -> object.at("metadata", "name").text().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    @Test
    void objects_haveOnlyFieldsOfTheirTypes() throws IOException {
        assertThat(objects()).hasSizeGreaterThan(15).allSatisfy(Model::check);
    }

    @ParameterizedTest
    @CsvSource({
        "ServiceMonitor, 'spec: {endpoints: [{port: admin, honourLabels: true}]}', honourLabels",
        "ServiceMonitor, 'spec: {endpoints: [{port: admin, honorLabels: sometimes}]}', honorLabels",
        "Prometheus, 'spec: {remoteWrite: [{url: x, headers: [a]}]}', headers",
        "Alertmanager, 'spec: {configSecrets: x}', configSecrets",
        "Rules, 'spec: {}', no type is known",
    })
    void wrongObject_isFound(String kind, String spec, String told) {
        Yaml object = Yaml.parse(kind, "apiVersion: monitoring.coreos.com/v1\nkind: " + kind + "\n" + spec)
                .get(0);

        assertThatThrownBy(() -> Model.check(object)).hasMessageContaining(told);
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void workload_namesOnlyWhatIsThere(Yaml workload) throws IOException {
        Yaml pod = workload.at("spec", "template", "spec");
        assertThat(workload.at("spec", "selector", "matchLabels").value())
                .isEqualTo(workload.at("spec", "template", "metadata", "labels").value());
        List<String> volumes = pod.at("volumes").all().stream()
                .map(volume -> volume.at("name").text())
                .toList();
        for (Yaml container : pod.at("containers").all()) {
            assertThat(container.at("image").text()).matches("[a-z-]+/[a-z-]+:v?\\d+\\.\\d+\\.\\d+");
            assertThat(container.at("resources", "limits", "memory").text()).isNotEmpty();
            assertThat(container.at("volumeMounts").all())
                    .extracting(mount -> mount.at("name").text())
                    .allMatch(volumes::contains);
            List<String> ports = names(container.at("ports"));
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                if (container.at(probe).value() != null) {
                    assertThat(ports)
                            .contains(container.at(probe, "httpGet", "port").text());
                }
            }
            for (Yaml from : container.at("envFrom").all()) {
                String secret = from.at("secretRef", "name").text();
                assertThat(secret.isEmpty() || SECRETS.contains(secret))
                        .as(secret)
                        .isTrue();
                if (secret.isEmpty()) {
                    named("ConfigMap", from.at("configMapRef", "name").text());
                }
            }
        }
    }

    @Test
    void services_leadToPortsOfTheirPods() throws IOException {
        for (Yaml service : objects("Service")) {
            Yaml deployment = named("Deployment", service.at("metadata", "name").text());
            Yaml template = deployment.at("spec", "template");
            assertThat(service.at("spec", "selector").value())
                    .isEqualTo(template.at("metadata", "labels").value());
            List<String> ports = template.at("spec", "containers").all().stream()
                    .flatMap(container -> names(container.at("ports")).stream())
                    .toList();
            assertThat(service.at("spec", "ports").all())
                    .extracting(port -> port.at("targetPort").text())
                    .isNotEmpty()
                    .allMatch(ports::contains);
        }
    }

    @ParameterizedTest
    @CsvSource({"api-gateway", "job-manager", "worker"})
    void service_isProbedAndScraped_whereObsAnswers(String name) throws IOException {
        Yaml container = named("Deployment", name)
                .at("spec", "template", "spec", "containers")
                .all()
                .get(0);
        assertThat(container.at("livenessProbe", "httpGet", "path").text()).isEqualTo("/health/live");
        assertThat(container.at("readinessProbe", "httpGet", "path").text()).isEqualTo("/health/ready");
        assertThat(container.at("ports").all())
                .anyMatch(port -> port.at("name").text().equals("admin")
                        && port.at("containerPort").text().equals("9464"));

        Yaml monitor = named("ServiceMonitor", "captions");
        Yaml endpoint = monitor.at("spec", "endpoints").all().get(0);
        Yaml service = named("Service", name);
        assertThat(entries(service.at("metadata", "labels")))
                .containsAll(entries(monitor.at("spec", "selector", "matchLabels")));
        assertThat(names(service.at("spec", "ports")))
                .contains(endpoint.at("port").text());
        assertThat(endpoint.at("honorLabels").value()).isEqualTo(true);
        assertThat(endpoint.at("path").text()).isEqualTo("/metrics");
    }

    @Test
    void addressesInSettings_areServicesAndPorts() throws IOException {
        Stream<String> settings = Stream.concat(
                Stream.concat(objects("ConfigMap").stream(), workloads().stream())
                        .flatMap(Yaml::leaves),
                Yaml.read(Path.of("collector/collector.yaml")).get(0).leaves());
        List<String> there = objects("Service").stream()
                .flatMap(service -> service.at("spec", "ports").all().stream()
                        .map(port -> service.at("metadata", "name").text() + ":"
                                + port.at("port").text()))
                .toList();

        assertThat(Addresses.in(settings))
                .contains("otel-collector:4317", "job-manager:8081", "jaeger:4317")
                .allMatch(there::contains);
    }

    @Test
    void prometheus_findsRulesAndMonitors() throws IOException {
        for (Yaml prometheus : objects("Prometheus")) {
            for (Yaml rule : objects("PrometheusRule")) {
                assertThat(entries(rule.at("metadata", "labels")))
                        .containsAll(entries(prometheus.at("spec", "ruleSelector", "matchLabels")));
            }
            assertThat(entries(named("ServiceMonitor", "captions").at("metadata", "labels")))
                    .containsAll(entries(prometheus.at("spec", "serviceMonitorSelector", "matchLabels")));
            assertThat(prometheus.at("spec", "image").text())
                    .endsWith(":" + prometheus.at("spec", "version").text());
            named("ServiceAccount", prometheus.at("spec", "serviceAccountName").text());
            assertThat(prometheus.at("spec", "externalLabels", "cluster").text())
                    .isNotEmpty();
            assertThat(prometheus.at("spec", "replicaExternalLabelName").text()).isNotEmpty();
            assertThat(days(prometheus.at("spec", "retention").text())).isGreaterThan(longestLook());
        }
        assertThat(objects("Prometheus")).hasSize(2);
    }

    /** The most days that a rule looks back. */
    private static int longestLook() throws IOException {
        return objects("PrometheusRule").stream()
                .flatMap(Yaml::leaves)
                .flatMap(text -> Pattern.compile("\\[(\\d+d)\\]").matcher(text).results())
                .mapToInt(range -> days(range.group(1)))
                .max()
                .orElseThrow();
    }

    private static int days(String time) {
        return Integer.parseInt(time.substring(0, time.indexOf('d')));
    }

    /** The runbooks' commands find the pods by it. */
    @ParameterizedTest
    @CsvSource({"api-gateway", "job-manager", "worker"})
    void pods_haveTheLabelThatTheRunbooksAskFor(String service) throws IOException {
        Yaml labels = named("Deployment", service).at("spec", "template", "metadata", "labels");
        assertThat(labels.at("app.kubernetes.io/name").text()).isEqualTo(service);
        assertThat(Files.readString(OPS.resolve("runbooks/README.md")))
                .contains("kubectl get pods -l app.kubernetes.io/name=");
    }

    @Test
    void alertmanager_readsWhatObsOpsMakes_andSecretsWhereItSays() throws IOException {
        Yaml spec = named("Alertmanager", "captions").at("spec");
        Yaml generated = Yaml.read(OPS.resolve("alertmanager/kustomization.yaml"))
                .get(0)
                .at("secretGenerator")
                .all()
                .get(0);
        assertThat(spec.at("configSecret").text())
                .isEqualTo(generated.at("name").text());
        assertThat(generated.at("files").texts()).containsExactly("alertmanager.yaml=alertmanager.yml");
        assertThat(spec.at("image").text()).endsWith(":" + spec.at("version").text());
        Yaml mount = spec.at("volumeMounts").all().get(0);
        Yaml volume = spec.at("volumes").all().get(0);
        assertThat(mount.at("name").text()).isEqualTo(volume.at("name").text());
        assertThat(SECRETS).contains(volume.at("secret", "secretName").text());
        assertThat(Yaml.read(OPS.resolve("alertmanager/alertmanager.yml"))
                        .get(0)
                        .leaves()
                        .filter(text -> text.matches("/etc/.*")))
                .hasSize(3)
                .allMatch(file -> Path.of(file)
                        .getParent()
                        .toString()
                        .equals(mount.at("mountPath").text()));
        assertThat(objects("Prometheus"))
                .allSatisfy(prometheus -> assertThat(prometheus
                                .at("spec", "alerting", "alertmanagers")
                                .all())
                        .extracting(told -> told.at("name").text() + " "
                                + told.at("namespace").text() + " "
                                + told.at("port").text())
                        .containsExactly("alertmanager-operated captions web"));
    }

    private static List<String> names(Yaml ports) {
        return ports.all().stream().map(port -> port.at("name").text()).toList();
    }

    private static List<String> entries(Yaml labels) {
        return labels.names().stream()
                .map(name -> name + "=" + labels.at(name).text())
                .toList();
    }
}
