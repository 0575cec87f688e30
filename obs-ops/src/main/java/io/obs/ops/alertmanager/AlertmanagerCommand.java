package io.obs.ops.alertmanager;

import io.obs.ops.cli.BadInput;
import io.obs.ops.cli.OutputOptions;
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
        if (!smsTopic.matches("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:.+")) {
            throw new BadInput(
                    "--sms-topic=" + smsTopic + " is not allowed; allowed: arn:aws:sns:REGION:ACCOUNT:TOPIC");
        }
        if (!smtp.matches("[^\\s:]+:\\d{1,5}")) {
            throw new BadInput("--smtp=" + smtp + " is not allowed; allowed: HOST:PORT");
        }
        Channels channels = new Channels(
                slackChannel, email, smtp, from, smtpUser == null ? from : smtpUser, smsTopic, smsWebhook, secrets);
        return output.finish(
                List.of(new AlertmanagerConfig(channels, group).file()),
                spec.commandLine().getOut());
    }
}
