package io.obs.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alertmanager's, the blackbox exporter's and Prometheus' own tools read what is made for them. Skipped without them. */
class ChannelsIT {

    private static final String COMMITTED = "../docs/ops/alertmanager/alertmanager.yml";

    @TempDir
    Path directory;

    @Test
    void committedConfiguration_isValid() throws Exception {
        Tool.needed("amtool");

        Tool check = Tool.run("amtool", "check-config", COMMITTED);

        assertThat(check.code()).as(check.said()).isZero();
        assertThat(check.said()).contains("SUCCESS").contains("2 inhibit rules").contains("4 receivers");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alertname=HighErrorRate severity=critical service=api | pagerduty,sms,email,slack",
                "alertname=ServiceDown severity=critical service=api | pagerduty,sms,email,slack",
                "alertname=HighLatency severity=warning service=api | email,slack",
                "alertname=QueueBacklog severity=warning queue=jobs | email,slack",
                "alertname=NoNewJobs severity=info service=api | slack",
                "alertname=SomebodyElses | slack",
            })
    void alert_goesToItsChannels(String labels, String receivers) throws Exception {
        Tool.needed("amtool");

        Tool route = Tool.run(
                "amtool",
                Stream.concat(
                                Stream.of("config", "routes", "test", "--config.file=" + COMMITTED),
                                Stream.of(labels.split(" ", -1)))
                        .toArray(String[]::new));

        // Before it there may be a warning about a configuration of the machine.
        assertThat(route.said().lines().toList()).last().isEqualTo(receivers);
    }

    @Test
    void webhookForTextMessages_isValid() throws Exception {
        Tool.needed("amtool");
        Program made = Program.run(
                "alertmanager",
                "--out",
                directory.toString(),
                "--sms-webhook",
                "https://sms.company.com/send",
                "--slack-channel",
                "#payments",
                "--group",
                "cluster,namespace");
        Path config = directory.resolve("alertmanager/alertmanager.yml");

        assertThat(made.code()).isZero();
        Tool check = Tool.run("amtool", "check-config", config.toString());
        assertThat(check.code()).as(check.said()).isZero();
        assertThat(config)
                .content()
                .contains("credentials_file: /etc/alertmanager/secrets/sms_token", "'#payments'")
                .doesNotContain("sns_configs");
    }

    @Test
    void secrets_areFilesOnly() throws Exception {
        List<String> lines = Files.readAllLines(Path.of(COMMITTED));

        assertThat(lines.stream().filter(line -> line.matches(".*(?:password|api_url|key|credentials|token).*:.*")))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).matches(".*_file: /etc/alertmanager/secrets/[a-z_]+"));
    }

    @Test
    void blackboxConfiguration_isValid() throws Exception {
        Tool.needed("prometheus-blackbox-exporter");

        Tool check = Tool.run(
                "prometheus-blackbox-exporter", "--config.check", "--config.file=../docs/ops/probe/blackbox.yml");

        assertThat(check.code()).as(check.said()).isZero();
    }

    @Test
    void everyReplica_isScraped_andEveryAddressProbed() throws Exception {
        Tool.needed("promtool");
        Program made = Program.run(
                "probe",
                "--out",
                directory.toString(),
                "--target=api=10.0.0.7:9464",
                "--target=api=10.0.0.8:9464",
                "--probe=api=https://eu.company.com/health",
                "--probe=api=https://us.company.com/health",
                "--label=namespace=prod");
        Path config = directory.resolve("probe/prometheus.yml");

        assertThat(made.code()).as(made.err()).isZero();
        assertThat(config)
                .content()
                .contains("""
                          - targets:
                              - 10.0.0.7:9464
                              - 10.0.0.8:9464
                            labels:
                              namespace: prod
                        """.indent(4))
                .contains("https://eu.company.com/health", "https://us.company.com/health")
                .containsPattern("service: api\\s+namespace: prod");
        Tool check = Tool.run("promtool", "check", "config", config.toString());
        assertThat(check.code()).as(check.said()).isZero();
    }

    @Test
    void scrapeConfiguration_isValid() throws Exception {
        Tool.needed("promtool");

        Tool check = Tool.run("promtool", "check", "config", "../docs/ops/probe/prometheus.yml");

        assertThat(check.code()).as(check.said()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alertmanager --smtp mail | --smtp=mail is not allowed; allowed: HOST:PORT",
                "alertmanager --sms-topic obs | --sms-topic=obs is not allowed; allowed: arn:aws:sns:",
                "probe | nothing to probe or scrape",
                "probe --probe api=/health | --probe api=/health is not allowed; allowed: SERVICE=http or https URL",
                "probe --target api=9464 | --target api=9464 is not allowed; allowed: SERVICE=HOST:PORT",
                "probe --target 10.0.0.7:9464 | --target 10.0.0.7:9464 is not allowed; allowed: SERVICE=HOST:PORT",
                "probe --target api=a:1 --exporter 9115 | --exporter=9115 is not allowed; allowed: HOST:PORT",
                "probe --target api=a:1 --label service=b | --label service=b is not allowed; allowed: NAME=VALUE",
                "alertmanager --sms-webhook nonsense | --sms-webhook=nonsense is not allowed; allowed: an http or https URL",
                "alertmanager --email= --slack-channel= | --email= is not allowed; allowed: addresses such as",
                "alertmanager --email notanaddress | --email=notanaddress is not allowed; allowed: addresses such as",
                "alertmanager --email a@b.c,d | --email=a@b.c,d is not allowed; allowed: addresses such as",
                "alertmanager --from me | --from=me is not allowed; allowed: an address such as",
                "alertmanager --slack-channel= | --slack-channel= is not allowed; allowed: a channel such as #alerts",
                "alertmanager --group a-b | --group=a-b is not allowed; allowed: names of labels",
                "dashboards --prometheus nonsense | --prometheus=nonsense is not allowed; allowed: an http or https URL",
                "dashboards --jaeger= | --jaeger= is not allowed; allowed: an http or https URL",
            })
    void wrongOption_isTold(String line, String told) {
        Program run = Program.run((line + " --out " + directory).split(" ", -1));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(told);
        assertThat(directory).isEmptyDirectory();
    }
}
