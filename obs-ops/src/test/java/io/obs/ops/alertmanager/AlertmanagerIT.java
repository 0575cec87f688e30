package io.obs.ops.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.obs.ops.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who hears of what, from a real Alertmanager with the configuration that is made. Skipped without it. */
class AlertmanagerIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private final String start = Instant.now().minusSeconds(60).toString();
    private static final String FIRES = "";

    @TempDir
    Path directory;

    private RunningAlertmanager alertmanager;

    @BeforeEach
    void begin() throws Exception {
        Tool.needed("alertmanager");
        alertmanager = new RunningAlertmanager(directory);
    }

    @AfterEach
    void stop() {
        if (alertmanager != null) {
            alertmanager.close();
        }
    }

    @Test
    void serviceThatIsDown_isSilentOtherwise_andOthersAreNot() throws Exception {
        String late = alert("CircuitBreakerOpen", "warning", "prod", "api", FIRES);
        alertmanager.tell(
                alert("ServiceDown", "critical", "prod", "api", FIRES),
                alert("HighErrorRate", "critical", "prod", "api", FIRES),
                late,
                alert("HighLatency", "warning", "prod", "worker", FIRES),
                alert("HighLatency", "warning", "staging", "api", FIRES));

        await().atMost(LONG).until(() -> alertmanager.to("/slack").size() >= 3);

        assertThat(slack("prod api")).containsExactly("FIRING critical: ServiceDown of prod api.");
        assertThat(slack("prod worker")).containsExactly("FIRING warning: HighLatency of prod worker.");
        assertThat(slack("staging api")).containsExactly("FIRING warning: HighLatency of staging api.");
        assertThat(alertmanager.inhibited())
                .contains("CircuitBreakerOpen", "HighErrorRate")
                .doesNotContain("worker", "staging", "ServiceDown of");
        await().atMost(LONG).until(() -> !alertmanager.to("/pagerduty").isEmpty());
        assertThat(alertmanager.to("/pagerduty"))
                .extracting(RunningAlertmanager.Message::body)
                .allSatisfy(body -> assertThat(body)
                        .contains("key-of-the-file", "ServiceDown")
                        .doesNotContain("HighErrorRate"));

        // It answers again: what was silent is told, were it not over too.
        alertmanager.tell(alert("ServiceDown", "critical", "prod", "api", ended()), late);

        await().atMost(LONG)
                .until(() -> slack("prod api").size() >= 2
                        && slack("prod api").stream().anyMatch(title -> title.contains("CircuitBreakerOpen")));
        assertThat(slack("prod api"))
                .anySatisfy(title -> assertThat(title).contains("ServiceDown of prod api."))
                .last()
                .asString()
                .contains("CircuitBreakerOpen of prod api.");
    }

    @Test
    void alertsOfAService_areOneMessage_andSoIsTheirEnd() throws Exception {
        String[] fire = {
            alert("HighErrorRate", "critical", "prod", "api", FIRES),
            alert("HighLatency", "warning", "prod", "api", FIRES),
            alert("NoNewJobs", "info", "prod", "worker", FIRES)
        };
        alertmanager.tell(fire);

        await().atMost(LONG)
                .until(() -> !slack("prod api").isEmpty()
                        && !slack("prod worker").isEmpty()
                        && !alertmanager.to("/sms").isEmpty()
                        && !alertmanager.to("/pagerduty").isEmpty());

        assertThat(slack("prod api")).containsExactly("FIRING: HighErrorRate of prod api. HighLatency of prod api.");
        assertThat(alertmanager.to("/slack").get(0).body())
                .contains("|Runbook", "https://runbooks.example.com/", "|Dashboard");
        assertThat(alertmanager.to("/sms")).singleElement().satisfies(sms -> {
            assertThat(sms.authorization()).isEqualTo("Bearer token-of-the-file");
            assertThat(sms.body()).contains("HighErrorRate").doesNotContain("HighLatency", "NoNewJobs");
        });

        alertmanager.tell(
                alert("HighErrorRate", "critical", "prod", "api", ended()),
                alert("HighLatency", "warning", "prod", "api", ended()));

        await().atMost(LONG).until(() -> slack("prod api").size() > 1);
        assertThat(slack("prod api").subList(1, 2))
                .containsExactly("RESOLVED: HighErrorRate of prod api. HighLatency of prod api.");
        await().atMost(LONG).until(() -> alertmanager.to("/pagerduty").size() > 1);
        assertThat(alertmanager.to("/pagerduty").get(1).body()).contains("\"event_action\":\"resolve\"");
        assertThat(slack("prod worker")).containsExactly("FIRING info: NoNewJobs of prod worker.");
        assertThat(alertmanager.to("/sms")).hasSize(1);
    }

    /** The titles of Slack's messages that are about the service. */
    private List<String> slack(String service) {
        return alertmanager.to("/slack").stream()
                .map(message -> message.body().replaceAll("(?s).*\"title\":\"([^\"]*)\".*", "$1"))
                .filter(title -> title.contains(" of " + service + "."))
                .toList();
    }

    private static String ended() {
        return ",\"endsAt\":\"" + Instant.now() + "\"";
    }

    private String alert(String name, String severity, String namespace, String service, String more) {
        return """
                {"labels":{"alertname":"%s","severity":"%s","namespace":"%s","service":"%s"},
                 "annotations":{"summary":"%s of %s %s","description":"d","dashboard_url":"https://grafana.example.com/d/x",
                  "runbook_url":"https://runbooks.example.com/%s.md"},"startsAt":"%s"%s}""".formatted(name, severity, namespace, service, name, namespace, service, name, start, more);
    }
}
