package io.obs.ops.alertmanager;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts are sent. What is secret is named by the file that holds it, and never stands in the configuration.
 *
 * @param slackChannel the channel of every alert
 * @param email the address for critical ones and warnings
 * @param smtp the mail server, host:port
 * @param from the sender of mails
 * @param smtpUser the account at the mail server
 * @param smsTopic the ARN of the SNS topic whose subscribers get text messages
 * @param smsWebhook the address that sends text messages instead, or null
 * @param secrets the directory of the files slack_api_url, smtp_password, pagerduty_routing_key, sms_token
 */
record Channels(
        String slackChannel,
        String email,
        String smtp,
        String from,
        String smtpUser,
        String smsTopic,
        @Nullable String smsWebhook,
        String secrets) {

    /** Of one message some alerts may still fire and others be over; the latter are told apart. */
    private static final String SUMMARIES = "{{ range .Alerts.Firing }} {{ .Annotations.summary }}.{{ end }}"
            + "{{ if and .Alerts.Firing .Alerts.Resolved }} Resolved:{{ end }}"
            + "{{ range .Alerts.Resolved }} {{ .Annotations.summary }}.{{ end }}";

    /** The alerts of one message may be of several severities: then none is said. */
    private static final String TITLE =
            "{{ .Status | toUpper }}{{ with .CommonLabels.severity }} {{ . }}{{ end }}:" + SUMMARIES;

    private static final String TEXT = """
            {{ range .Alerts.Firing }}*{{ .Labels.alertname }}* since {{ .StartsAt.Format "2006-01-02 15:04:05 MST" }}
            {{ .Annotations.description }}
            <{{ .Annotations.runbook_url }}|Runbook> · <{{ .Annotations.dashboard_url }}|Dashboard> · <{{ .GeneratorURL }}|Query>
            {{ end }}{{ range .Alerts.Resolved }}Resolved: *{{ .Labels.alertname }}* from {{ .StartsAt.Format "2006-01-02 15:04:05 MST" }} to {{ .EndsAt.Format "2006-01-02 15:04:05 MST" }}
            {{ .Annotations.summary }}
            {{ end }}""";
    /** What is over is sent to none of its receivers. */
    private static final String SHORT = "{{ .Status | toUpper }} {{ range .Alerts.Firing }}{{ .Annotations.summary }}"
            + " {{ .Annotations.runbook_url }} {{ end }}";

    String secret(String name) {
        return secrets + "/" + name;
    }

    Map<String, Object> slack() {
        return Map.of(
                "channel", slackChannel,
                "send_resolved", true,
                "title", TITLE,
                "text", TEXT);
    }

    Map<String, Object> mail() {
        return Map.of("to", email, "send_resolved", true, "headers", Map.of("Subject", TITLE));
    }

    Map<String, Object> pagerDuty() {
        return Map.of(
                "routing_key_file",
                secret("pagerduty_routing_key"),
                "severity",
                "critical",
                "description",
                "{{ .Status | toUpper }}:" + SUMMARIES,
                "links",
                List.of(new TreeMap<>(Map.of(
                        "text",
                        "Runbook",
                        "href",
                        "{{ with .Alerts.Firing }}{{ (index . 0).Annotations.runbook_url }}{{ else }}"
                                + "{{ (index .Alerts 0).Annotations.runbook_url }}{{ end }}"))));
    }

    /** By AWS's own credentials of the machine or pod: keys in the text would be secrets. */
    Map<String, Object> sns() {
        String region = smsTopic.split(":", -1)[3];
        return Map.of(
                "topic_arn", smsTopic, "sigv4", Map.of("region", region), "message", SHORT, "send_resolved", false);
    }

    Map<String, Object> webhook(String url) {
        return Map.of(
                "url",
                url,
                "send_resolved",
                false,
                "http_config",
                Map.of("authorization", Map.of("credentials_file", secret("sms_token"))));
    }
}
