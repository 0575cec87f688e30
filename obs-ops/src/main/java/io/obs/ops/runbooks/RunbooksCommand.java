package io.obs.ops.runbooks;

import io.obs.ops.cli.OutputOptions;
import io.obs.ops.settings.SettingsOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code obs-ops runbooks}: a page for each alert. */
@Command(
        name = "runbooks",
        mixinStandardHelpOptions = true,
        description =
                "Make the runbooks, as Markdown: for each alert what it means, whom it hurts, where to look, what to do.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  obs-ops runbooks --service api-gateway --grafana https://grafana.acme.com",
            "  obs-ops runbooks --out ops -t latency=1s  # as the rules were made",
            "",
            "Put ops/runbooks where people read, and say where that is to the alerts, by",
            "--runbooks of obs-ops rules."
        })
public final class RunbooksCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    /** For the program. */
    public RunbooksCommand() {}

    @Override
    public Integer call() throws IOException {
        return output.finish(
                new Runbooks(settings.settings()).files(), spec.commandLine().getOut());
    }
}
