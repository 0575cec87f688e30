package io.obs.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What people read of alerts that fire and that are over: the committed texts as Alertmanager renders them. Skipped without amtool. */
class NotificationsIT {

    private static final String FIRING = alert("firing", "HighErrorRate", "0001-01-01T00:00:00Z");
    private static final String RESOLVED = alert("resolved", "HighLatency", "2025-10-23T10:20:00Z");

    @TempDir
    Path directory;

    @BeforeEach
    void tool() {
        Tool.needed("amtool");
    }

    private static String alert(String status, String name, String end) {
        return """
                {"status": "%1$s", "labels": {"alertname": "%2$s", "service": "api"},
                 "annotations": {"summary": "%2$s of api", "description": "All of %2$s.",
                  "runbook_url": "https://runbooks/%2$s.md", "dashboard_url": "https://grafana/d"},
                 "startsAt": "2025-10-23T10:00:00Z", "endsAt": "%3$s", "generatorURL": "https://prometheus/graph"}
                """.formatted(status, name, end);
    }

    @Test
    void slack_tellsWhatFires_fromWhatIsOver() throws Exception {
        assertThat(rendered("firing", List.of(FIRING, RESOLVED), "slack", "slack_configs", "title"))
                .isEqualTo("FIRING critical: HighErrorRate of api. Resolved: HighLatency of api.");
        assertThat(rendered("firing", List.of(FIRING, RESOLVED), "slack", "slack_configs", "text"))
                .isEqualTo("""
                        *HighErrorRate* since 2025-10-23 10:00:00 UTC
                        All of HighErrorRate.
                        <https://runbooks/HighErrorRate.md|Runbook> · <https://grafana/d|Dashboard> · <https://prometheus/graph|Query>
                        Resolved: *HighLatency* from 2025-10-23 10:00:00 UTC to 2025-10-23 10:20:00 UTC
                        HighLatency of api
                        """);
    }

    @Test
    void slack_tellsThatAllIsOver() throws Exception {
        assertThat(rendered("resolved", List.of(RESOLVED), "slack", "slack_configs", "title"))
                .isEqualTo("RESOLVED critical: HighLatency of api.");
        assertThat(rendered("resolved", List.of(RESOLVED), "slack", "slack_configs", "text"))
                .startsWith("Resolved: *HighLatency* from ")
                .doesNotContain("since", "All of");
    }

    @Test
    void mailAndPagerDuty_tellTheSame() throws Exception {
        String both = "HighErrorRate of api. Resolved: HighLatency of api.";
        assertThat(rendered("firing", List.of(RESOLVED, FIRING), "email", "email_configs", "headers", "Subject"))
                .isEqualTo("FIRING critical: " + both);
        assertThat(rendered("firing", List.of(RESOLVED, FIRING), "pagerduty", "pagerduty_configs", "description"))
                .isEqualTo("FIRING: " + both);
        assertThat(rendered("firing", List.of(RESOLVED, FIRING), "pagerduty", "pagerduty_configs", "links", "href"))
                .isEqualTo("https://runbooks/HighErrorRate.md");
        assertThat(rendered("resolved", List.of(RESOLVED), "pagerduty", "pagerduty_configs", "links", "href"))
                .isEqualTo("https://runbooks/HighLatency.md");
    }

    @Test
    void textMessage_namesWhatFiresOnly() throws Exception {
        assertThat(rendered("firing", List.of(FIRING, RESOLVED), "sms", "sns_configs", "message"))
                .isEqualTo("FIRING HighErrorRate of api https://runbooks/HighErrorRate.md ");
    }

    private String rendered(String status, List<String> alerts, String receiver, String kind, String... field)
            throws Exception {
        Path none = Files.writeString(directory.resolve("none.tmpl"), "");
        Path data = Files.writeString(
                directory.resolve("data.json"), """
                {"receiver": "%s", "status": "%s", "alerts": [%s], "groupLabels": {}, "commonAnnotations": {},
                 "commonLabels": {"severity": "critical"}, "externalURL": "https://alertmanager"}
                """.formatted(receiver, status, String.join(",", alerts)));
        Tool rendered = Tool.run(
                "amtool",
                "template",
                "render",
                "--template.glob=" + none,
                "--template.data=" + data,
                "--template.text=" + text(receiver, kind, field));
        assertThat(rendered.code()).as(rendered.said()).isZero();
        return rendered.said();
    }

    private static String text(String receiver, String kind, String... field) throws Exception {
        Object config = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of("../docs/ops/alertmanager/alertmanager.yml")));
        Object found = ((List<?>) ((Map<?, ?>) config).get("receivers"))
                .stream()
                        .map(one -> (Map<?, ?>) one)
                        .filter(one -> receiver.equals(one.get("name")))
                        .map(one -> one.get(kind))
                        .findFirst()
                        .orElseThrow();
        for (String name : field) {
            Object first = found instanceof List<?> several ? several.get(0) : found;
            found = ((Map<?, ?>) first).get(name);
        }
        return String.valueOf(found);
    }
}
