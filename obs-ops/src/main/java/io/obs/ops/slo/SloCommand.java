package io.obs.ops.slo;

import io.obs.ops.cli.OutputOptions;
import io.obs.ops.rules.RuleFile;
import io.obs.ops.rules.RuleGroup;
import io.obs.ops.settings.Settings;
import io.obs.ops.settings.SettingsOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code obs-ops slo}: the rules of objectives. */
@Command(
        name = "slo",
        mixinStandardHelpOptions = true,
        description = {
            "Make the rules of service level objectives: how much of the error budget is left, and alerts on how fast it burns"
                    + " (14.4x over 1h and 5m or 6x over 6h and 30m: critical; 3x over 1d and 2h or 1x over 3d and 6h: warning)."
        },
        footerHeading = "%nA file of objectives:%n",
        footer = {
            "  service: api-gateway",
            "  objectives:",
            "    - availability: POST /api/v1/jobs   # or /api/v1/jobs for every method, or",
            "                                        # \"*\" for the whole service",
            "      percent: 99.9",
            "    - latency: /api/v1/jobs             # no method: the histogram has none",
            "      within: 500ms                     # a bound of the histogram's buckets",
            "      percent: 99",
            "",
            "Then:  obs-ops slo slo.yml --out ops",
            "       promtool check rules ops/rules/*.yml"
        })
public final class SloCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Files of objectives, obs-ops' own or OpenSLO's (openslo/v1).")
    private List<Path> files = List.of();

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    /** For the program. */
    public SloCommand() {}

    @Override
    public Integer call() throws IOException {
        Settings told = settings.settings();
        List<Objective> objectives = SloFile.read(files);
        List<RuleGroup> groups = objectives.stream()
                .map(objective -> new SloRules(told, objective).group())
                .toList();
        List<Double> missing = objectives.stream()
                .map(Objective::bound)
                .filter(Objects::nonNull)
                .filter(bound -> !told.buckets().contains(bound))
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        int code = output.finish(
                List.of(
                        RuleFile.plain("rules/obs-slo.yml", groups),
                        RuleFile.kubernetes("kubernetes/obs-slo-prometheusrule.yaml", "obs-slo", groups)),
                out);
        SettingsOptions.hint(told, out);
        if (!missing.isEmpty()) {
            out.println("These bounds are no default buckets: " + missing
                    + ". Give the same objectives to init (Slos.of), or the service obs.metrics.buckets.http.");
        }
        return code;
    }
}
