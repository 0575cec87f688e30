package io.obs.ops.alertmanager;

import io.obs.ops.cli.GeneratedFile;
import io.obs.ops.yaml.YamlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The configuration: every alert goes to Slack, warnings and critical ones by mail too, critical ones to PagerDuty and as text
 * messages too. The alerts of a service come together in one message, and are silent while the service is down.
 */
final class AlertmanagerConfig {

    private static final String CRITICAL = "severity=\"critical\"";
    private static final String WARNING = "severity=\"warning\"";

    private final Channels channels;
    private final List<String> group;

    /**
     * @param group the labels beside {@code service} that tell two services of the same name apart
     */
    AlertmanagerConfig(Channels channels, List<String> group) {
        this.channels = channels;
        this.group = group;
    }

    GeneratedFile file() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("global", global());
        config.put("route", routes());
        config.put("inhibit_rules", inhibitions());
        config.put("receivers", receivers());
        return new GeneratedFile(
                "alertmanager/alertmanager.yml",
                "# Made by obs-ops: change its options and run it again, not this file. Secrets are read from "
                        + channels.secrets() + ".\n" + YamlText.of(config));
    }

    private Map<String, Object> global() {
        Map<String, Object> global = new LinkedHashMap<>();
        global.put("resolve_timeout", "5m");
        global.put("slack_api_url_file", channels.secret("slack_api_url"));
        global.put("smtp_smarthost", channels.smtp());
        global.put("smtp_from", channels.from());
        global.put("smtp_auth_username", channels.smtpUser());
        global.put("smtp_auth_password_file", channels.secret("smtp_password"));
        return global;
    }

    private Map<String, Object> routes() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("receiver", "slack");
        root.put("group_by", with("service"));
        root.put("group_wait", "30s");
        root.put("group_interval", "5m");
        root.put("repeat_interval", "4h");
        root.put(
                "routes",
                List.of(
                        route("pagerduty", CRITICAL, "group_wait", "10s", "repeat_interval", "1h"),
                        route("sms", CRITICAL, "group_wait", "10s", "repeat_interval", "4h"),
                        route("email", "severity=~\"critical|warning\"", "repeat_interval", "12h"),
                        route("slack", "severity=\"info\"", "repeat_interval", "24h"),
                        route("slack", "severity!=\"info\"")));
        return root;
    }

    private static Map<String, Object> route(String receiver, String matcher, String... timing) {
        Map<String, Object> route = new LinkedHashMap<>();
        route.put("receiver", receiver);
        route.put("matchers", List.of(matcher));
        for (int i = 0; i < timing.length; i += 2) {
            route.put(timing[i], timing[i + 1]);
        }
        route.put("continue", true);
        return route;
    }

    private List<Object> inhibitions() {
        return List.of(
                // A service that is down has no other trouble.
                inhibition(
                        List.of("alertname=\"ServiceDown\""),
                        List.of("alertname!=\"ServiceDown\"", "service!=\"\""),
                        with("service")),
                // A budget that burns fast also burns slowly.
                inhibition(List.of("slo!=\"\"", CRITICAL), List.of("slo!=\"\"", WARNING), with("service", "slo")));
    }

    private static Map<String, Object> inhibition(List<String> source, List<String> target, List<String> equal) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("source_matchers", source);
        rule.put("target_matchers", target);
        rule.put("equal", equal);
        return rule;
    }

    private List<Object> receivers() {
        String webhook = channels.smsWebhook();
        return List.of(
                receiver("slack", "slack_configs", channels.slack()),
                receiver("email", "email_configs", channels.mail()),
                receiver("pagerduty", "pagerduty_configs", channels.pagerDuty()),
                webhook == null
                        ? receiver("sms", "sns_configs", channels.sns())
                        : receiver("sms", "webhook_configs", channels.webhook(webhook)));
    }

    private static Map<String, Object> receiver(String name, String kind, Map<String, Object> config) {
        Map<String, Object> receiver = new LinkedHashMap<>();
        receiver.put("name", name);
        receiver.put(kind, List.of(new TreeMap<>(config)));
        return receiver;
    }

    private List<String> with(String... labels) {
        return Stream.concat(group.stream(), Stream.of(labels)).distinct().toList();
    }
}
