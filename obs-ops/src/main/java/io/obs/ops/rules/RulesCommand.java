package io.obs.ops.rules;

import io.obs.ops.cli.GeneratedFile;
import io.obs.ops.cli.OutputOptions;
import io.obs.ops.settings.Settings;
import io.obs.ops.settings.SettingsOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code obs-ops rules}: the alerting and recording rules. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description =
                "Make the alerting and recording rules: as files for Prometheus, and as an object for its operator.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  obs-ops rules --out ops           # for every service that Prometheus sees",
            "  obs-ops rules --out ops --check   # in CI: are committed files still right?",
            "  obs-ops rules --service api-gateway,worker -t latency=1s \\",
            "      --runbooks https://wiki/runbooks",
            "",
            "Then, in prometheus.yml: rule_files: [ops/rules/*.yml]",
            "       promtool check rules ops/rules/*.yml",
            "In Kubernetes:",
            "       kubectl apply -f ops/kubernetes/obs-prometheusrule.yaml"
        })
public final class RulesCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    /** For the program. */
    public RulesCommand() {}

    @Override
    public Integer call() throws IOException {
        Settings told = settings.settings();
        PrintWriter out = spec.commandLine().getOut();
        int code = output.finish(files(told), out);
        if (told.services().isEmpty()) {
            out.println(
                    "A service whose targets are all gone is forgotten after an hour, and ServiceDown resolved: name those that"
                            + " must be there, with --service.");
        }
        SettingsOptions.hint(told, out);
        return code;
    }

    /** The files for these settings. */
    public static List<GeneratedFile> files(Settings settings) {
        List<RuleGroup> recordings = recordings(settings);
        List<RuleGroup> alerts = alerts(settings);
        return List.of(
                RuleFile.plain("rules/obs-recording.yml", recordings),
                RuleFile.plain("rules/obs-alerts.yml", alerts),
                RuleFile.kubernetes(
                        "kubernetes/obs-prometheusrule.yaml",
                        "obs-rules",
                        Stream.concat(recordings.stream(), alerts.stream()).toList()));
    }

    /** The groups of recording rules for these settings. */
    public static List<RuleGroup> recordings(Settings settings) {
        return new Recordings(settings).groups();
    }

    /** The groups of alerting rules for these settings. */
    public static List<RuleGroup> alerts(Settings settings) {
        return new Alerts(settings).groups();
    }
}
