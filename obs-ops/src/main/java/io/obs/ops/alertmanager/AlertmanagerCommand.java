package io.obs.ops.alertmanager;

import io.obs.ops.cli.BadInput;
import io.obs.ops.cli.OutputOptions;
import io.obs.ops.settings.SettingsOptions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code obs-ops alertmanager}: who is told of an alert. */
@Command(
        name = "alertmanager",
        mixinStandardHelpOptions = true,
        description = {
            "Make the configuration of Alertmanager: Slack for every alert, mail for warnings and critical ones, PagerDuty and text messages"
                    + " for critical ones; a service's alerts in one message, and silent while the service is down.",
            "Secrets stay in files: slack_api_url, smtp_password, pagerduty_routing_key, and sms_token for a webhook."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  obs-ops alertmanager --slack-channel '#payments' \\",
            "      --email payments@company.com --smtp mail.company.com:587",
            "  obs-ops alertmanager --sms-webhook https://sms.company.com/send",
            "",
            "Then:  amtool check-config ops/alertmanager/alertmanager.yml"
        })
public final class AlertmanagerCommand implements Callable<Integer> {

    /** With or without a name before it. */
    private static final String MAIL = "[^\\s@<>]+@[^\\s@<>]+|[^@<>]+<[^\\s@<>]+@[^\\s@<>]+>";

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Option(
            names = "--slack-channel",
            paramLabel = "NAME",
            defaultValue = "#alerts",
            description = "Default: ${DEFAULT-VALUE}")
    private String slackChannel = "";

    @Option(
            names = "--email",
            paramLabel = "ADDRESS",
            defaultValue = "ops@company.com",
            description = "Default: ${DEFAULT-VALUE}")
    private String email = "";

    @Option(
            names = "--smtp",
            paramLabel = "HOST:PORT",
            defaultValue = "smtp.company.com:587",
            description = "The mail server. Default: ${DEFAULT-VALUE}")
    private String smtp = "";

    @Option(
            names = "--from",
            paramLabel = "ADDRESS",
            defaultValue = "alertmanager@company.com",
            description = "The sender of mails. Default: ${DEFAULT-VALUE}")
    private String from = "";

    @Option(
            names = "--smtp-user",
            paramLabel = "NAME",
            description = "The account at the mail server. Default: the sender")
    private @Nullable String smtpUser;

    @Option(
            names = "--sms-topic",
            paramLabel = "ARN",
            defaultValue = "arn:aws:sns:us-east-1:123456789012:obs-critical",
            description = "The SNS topic whose subscribers get text messages. Default: ${DEFAULT-VALUE}")
    private String smsTopic = "";

    @Option(names = "--sms-webhook", paramLabel = "URL", description = "What sends text messages, instead of SNS.")
    private @Nullable String smsWebhook;

    @Option(
            names = "--secrets",
            paramLabel = "DIR",
            defaultValue = "/etc/alertmanager/secrets",
            description = "The directory of the secrets' files, where Alertmanager runs. Default: ${DEFAULT-VALUE}")
    private String secrets = "";

    @Option(
            names = "--group",
            paramLabel = "LABEL",
            split = ",",
            defaultValue = "namespace",
            description = "Labels that tell two services of the same name apart. Default: ${DEFAULT-VALUE}")
    private List<String> group = List.of();

    @Mixin
    private OutputOptions output = new OutputOptions();

    /** For the program. */
    public AlertmanagerCommand() {}

    @Override
    public Integer call() throws IOException {
        allow(
                "--sms-topic",
                smsTopic,
                smsTopic.matches("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:.+"),
                "arn:aws:sns:REGION:ACCOUNT:TOPIC");
        allow("--smtp", smtp, smtp.matches("[^\\s:]+:\\d{1,5}"), "HOST:PORT");
        for (String one : email.split(",", -1)) {
            allow(
                    "--email",
                    email,
                    one.strip().matches(MAIL),
                    "addresses such as ops@company.com, with commas between");
        }
        allow("--from", from, from.matches(MAIL), "an address such as alertmanager@company.com");
        allow("--slack-channel", slackChannel, !slackChannel.isBlank(), "a channel such as #alerts");
        allow("--secrets", secrets, !secrets.isBlank(), "a directory");
        String user = smtpUser == null ? from : smtpUser;
        allow("--smtp-user", user, !user.isBlank(), "the name of an account");
        for (String label : group) {
            allow("--group", label, label.matches("[a-zA-Z_][a-zA-Z0-9_]*"), "names of labels");
        }
        String webhook = smsWebhook == null ? null : SettingsOptions.url("--sms-webhook", smsWebhook);
        Channels channels = new Channels(slackChannel, email, smtp, from, user, smsTopic, webhook, secrets);
        return output.finish(
                List.of(new AlertmanagerConfig(channels, group).file()),
                spec.commandLine().getOut());
    }

    private static void allow(String option, String value, boolean right, String allowed) {
        if (!right) {
            throw new BadInput(option + "=" + value + " is not allowed; allowed: " + allowed);
        }
    }
}
