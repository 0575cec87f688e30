package io.obs.ops;

import io.obs.ops.alertmanager.AlertmanagerCommand;
import io.obs.ops.check.CheckCommand;
import io.obs.ops.cli.BadInput;
import io.obs.ops.cli.ExitCodes;
import io.obs.ops.dashboard.DashboardsCommand;
import io.obs.ops.postmortem.PostmortemCommand;
import io.obs.ops.probe.ProbeCommand;
import io.obs.ops.prometheus.PrometheusException;
import io.obs.ops.report.ReportCommand;
import io.obs.ops.rules.RulesCommand;
import io.obs.ops.runbooks.RunbooksCommand;
import io.obs.ops.slo.SloCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/**
 * The program {@code obs-ops}: makes and checks what a service's operation needs, from the same catalogue its metrics are
 * written from.
 *
 * <p>{@link #run} is the program without the end of the process: it may be called from any thread, also concurrently.
 */
@Command(
        name = "obs-ops",
        mixinStandardHelpOptions = true,
        version = "obs-ops 0.1.0",
        description = "Operations as code for services that obs observes.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nThe first five minutes:%n",
        footer = {
            "  obs-ops rules --service api-gateway --out ops  # Prometheus loads ops/rules",
            "  obs-ops runbooks --out ops                     # a page for each alert",
            "  obs-ops dashboards --out ops                   # Grafana: ops/dashboards",
            "  obs-ops report --service api-gateway \\",
            "      --prometheus http://localhost:9090         # last month, in figures",
            "  obs-ops COMMAND --help                         # what else it can do",
            "",
            "Exit codes: 0 all is well; 1 a check found a difference or a breach; 2 wrong",
            "usage or input; 3 it could not be done."
        })
public final class ObsOps {

    private ObsOps() {}

    /** Every command, in the order of the help. */
    private static List<Object> commands() {
        return List.of(
                new RulesCommand(),
                new SloCommand(),
                new AlertmanagerCommand(),
                new ProbeCommand(),
                new DashboardsCommand(),
                new RunbooksCommand(),
                new ReportCommand(),
                new PostmortemCommand(),
                new CheckCommand());
    }

    /** Runs the program and ends the process with its exit code. */
    public static void main(String... arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, arguments));
    }

    /** Runs the program; gives its exit code: 0, 1, 2 or 3, as the help tells. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new ObsOps());
        commands().forEach(line::addSubcommand);
        line.setOut(out).setErr(err);
        line.setUsageHelpAutoWidth(true).setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((e, failed, parsed) -> told(e, failed));
        int code = line.execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
        out.flush();
        err.flush();
        return code;
    }

    private static int told(Exception e, CommandLine failed) throws Exception {
        if (e instanceof ParameterException) {
            throw e;
        }
        String name = failed.getCommandSpec().qualifiedName();
        if (e instanceof BadInput) {
            failed.getErr().println(e.getMessage());
            failed.getErr().println("See: " + name + " --help");
            return ExitCodes.USAGE;
        }
        String message = e.getMessage();
        if (e instanceof PrometheusException) {
            failed.getErr().println(name + ": " + message);
            return ExitCodes.FAILED;
        }
        failed.getErr()
                .println(name + ": " + (message == null ? "failed" : message) + " ("
                        + e.getClass().getSimpleName() + ")");
        return ExitCodes.FAILED;
    }
}
