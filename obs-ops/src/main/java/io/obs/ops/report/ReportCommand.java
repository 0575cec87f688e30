package io.obs.ops.report;

import io.obs.ops.cli.BadInput;
import io.obs.ops.cli.ExitCodes;
import io.obs.ops.cli.OutputFile;
import io.obs.ops.cli.Times;
import io.obs.ops.incident.IncidentLog;
import io.obs.ops.prometheus.ProgressLines;
import io.obs.ops.prometheus.ServerOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code report}. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description =
                "The monthly report of a service: uptime, error rate, latency, incidents, deployments, repair times.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  obs-ops report --prometheus http://localhost:9090 --service api-gateway",
            "  obs-ops report --prometheus https://mimir.example/prometheus \\",
            "      --tenant captions --token-file token --service api-gateway \\",
            "      --month 2025-04 --zone America/Sao_Paulo --incidents incidents.yml \\",
            "      --format html --output report.html",
            "",
            "With --slo 99.9 --fail-on-breach it ends with 1 where an uptime is below that."
        })
public final class ReportCommand implements Callable<Integer> {

    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private ServiceOptions options = new ServiceOptions();

    @Option(names = "--service", paramLabel = "NAME", required = true, description = "Whose report.")
    @SuppressWarnings("NullAway.Init") // by picocli
    private String service;

    @Option(
            names = "--month",
            paramLabel = "YYYY-MM",
            description = "The calendar month. Default: the last that is over.")
    private @Nullable String month;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "Whose midnights begin and end it, such as America/Sao_Paulo. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // by picocli
    private String zone;

    @Option(
            names = "--incidents",
            paramLabel = "FILE",
            description = "The incident log: what people wrote down of incidents and deployments.")
    private @Nullable Path incidents;

    @Option(
            names = "--slo",
            paramLabel = "PERCENT",
            defaultValue = "99.9",
            description = "The objective for both uptimes. Default: ${DEFAULT-VALUE}")
    private double slo;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // by picocli
    private ReportFormat format;

    @Mixin
    private OutputFile output = new OutputFile();

    @Option(
            names = "--fail-on-breach",
            description = "End with 1 where an uptime is below the objective, or none is known.")
    private boolean failOnBreach;

    /** Of the months of now. */
    public ReportCommand() {
        this(Clock.systemUTC());
    }

    ReportCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        if (!(slo > 0 && slo < 100)) {
            throw new BadInput("--slo must be between 0 and 100, not " + slo);
        }
        output.check();
        ZoneId where = Times.zone(zone);
        YearMonth which = month(where);
        IncidentLog log = incidents == null ? IncidentLog.EMPTY : IncidentLog.read(incidents, where);
        PrintWriter err = spec.commandLine().getErr();
        Report report = new Reporter(server.client(), options.sources(service), log, clock, new ProgressLines(err))
                .report(which, where, slo / 100);
        String text = format.write(report);
        output.write(text, spec.commandLine().getOut());
        if (!failOnBreach || !(report.isBreached() || report.isUnknown())) {
            return ExitCodes.OK;
        }
        err.println(
                report.isBreached()
                        ? "The objective of " + Summary.slo(report) + " is breached."
                        : "Neither uptime is known: whether the objective is met can't be told.");
        return ExitCodes.BREACH;
    }

    private YearMonth month(ZoneId where) {
        if (month == null) {
            return YearMonth.now(clock.withZone(where)).minusMonths(1);
        }
        try {
            return YearMonth.parse(month);
        } catch (DateTimeException e) {
            throw new BadInput("--month " + month + " is no month such as 2025-04", e);
        }
    }
}
