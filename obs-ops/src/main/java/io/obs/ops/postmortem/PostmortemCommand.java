package io.obs.ops.postmortem;

import io.obs.ops.cli.BadInput;
import io.obs.ops.cli.ExitCodes;
import io.obs.ops.cli.OutputFile;
import io.obs.ops.cli.Times;
import io.obs.ops.incident.IncidentLog;
import io.obs.ops.incident.Span;
import io.obs.ops.prometheus.Progress;
import io.obs.ops.prometheus.ProgressLines;
import io.obs.ops.prometheus.PrometheusClient;
import io.obs.ops.prometheus.RawSamples;
import io.obs.ops.prometheus.ServerOptions;
import io.obs.ops.report.ServiceOptions;
import io.obs.ops.report.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code postmortem}. */
@Command(
        name = "postmortem",
        mixinStandardHelpOptions = true,
        description = "Fills the post-mortem template for an alert that fired: when, what, impact, timeline.",
        footerHeading = "%nExample:%n",
        footer = {
            "  obs-ops postmortem --prometheus http://localhost:9090 \\",
            "      --alert HighErrorRate --service api-gateway \\",
            "      --from \"2025-10-23 10:00\" --to \"2025-10-23 12:00\" \\",
            "      --zone America/Sao_Paulo --incidents incidents.yml"
        })
public final class PostmortemCommand implements Callable<Integer> {

    private static final Duration LONGEST = Duration.ofDays(31);
    /** Alerts that fired so long before may belong to it. */
    private static final Duration BEFORE = Duration.ofMinutes(30);

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private ServiceOptions options = new ServiceOptions();

    @Option(names = "--alert", paramLabel = "NAME", required = true, description = "The alert that told of it.")
    @SuppressWarnings("NullAway.Init") // by picocli
    private String alert;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            required = true,
            description = "Before it began: 2025-10-23T10:00:00-03:00, or in the zone \"2025-10-23 10:00\".")
    @SuppressWarnings("NullAway.Init") // by picocli
    private String from;

    @Option(names = "--to", paramLabel = "TIME", required = true, description = "After it ended.")
    @SuppressWarnings("NullAway.Init") // by picocli
    private String to;

    @Option(names = "--service", paramLabel = "NAME", description = "Default: the one whose alert fired.")
    private @Nullable String service;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "Of the times that are given and told. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // by picocli
    private String zone;

    @Option(names = "--incidents", paramLabel = "FILE", description = "The incident log.")
    private @Nullable Path incidents;

    @Mixin
    private OutputFile output = new OutputFile();

    @Option(names = "--force", description = "Replace the file of --output, with what people have filled in there.")
    private boolean force;

    /** For picocli. */
    public PostmortemCommand() {}

    @Override
    public Integer call() throws IOException {
        if (force) {
            output.check();
        } else {
            output.checkNew();
        }
        ZoneId where = Times.zone(zone);
        Span span = new Span(Times.instant("--from", from, where), Times.instant("--to", to, where));
        if (!span.start().isBefore(span.end()) || span.duration().compareTo(LONGEST) > 0) {
            throw new BadInput("--to must be after --from, by " + LONGEST.toDays() + " days at most");
        }
        IncidentLog log = incidents == null ? IncidentLog.EMPTY : IncidentLog.read(incidents, where);
        PrometheusClient client = server.client();
        Progress progress = new ProgressLines(spec.commandLine().getErr());
        Alerts alerts = Alerts.read(
                new RawSamples(client, progress), new Span(span.start().minus(BEFORE), span.end()));
        String whose = service == null ? alerts.serviceOf(alert) : service;
        Sources sources = options.sources(whose);
        sources.check(client, span.start(), span.end());
        String page =
                new Postmortem(client, progress, sources, alerts.of(whose), log.of(whose), alert, span).markdown(where);
        output.write(page, spec.commandLine().getOut());
        return ExitCodes.OK;
    }
}
