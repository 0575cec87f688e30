package io.obs.ops.dashboard;

import io.obs.ops.cli.BadInput;
import io.obs.ops.cli.GeneratedFile;
import io.obs.ops.cli.OutputOptions;
import io.obs.ops.settings.Settings;
import io.obs.ops.settings.SettingsOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code obs-ops dashboards}: what Grafana shows. */
@Command(
        name = "dashboards",
        mixinStandardHelpOptions = true,
        description = "Make the four dashboards for Grafana, and the files that provision them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  obs-ops dashboards --out ops          # every service that Prometheus sees",
            "  obs-ops dashboards --out ops --check  # in CI: are committed files right?",
            "  obs-ops dashboards --service api-gateway,worker -t latency=1s \\",
            "      --runbooks https://wiki/runbooks --slo 99.5",
            "",
            "They read what obs-ops rules records: load its rules into the same Prometheus.",
            "Then copy ops/dashboards/*.json to --directory on Grafana's machine,",
            "dashboards.yaml to its provisioning/dashboards, datasources.yaml to its",
            "provisioning/datasources; or import a .json by hand."
        })
public final class DashboardsCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(
            names = "--slo",
            paramLabel = "PERCENT",
            defaultValue = "99.9",
            description = "The objective of SLA Tracking. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // by picocli
    private BigDecimal slo;

    @Option(
            names = "--prometheus",
            paramLabel = "URL",
            defaultValue = "http://prometheus:9090",
            description = "Where Grafana finds Prometheus. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // by picocli
    private String prometheus;

    @Option(
            names = "--jaeger",
            paramLabel = "URL",
            defaultValue = "http://jaeger:16686",
            description = "Where Grafana finds Jaeger. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // by picocli
    private String jaeger;

    @Option(
            names = "--scrape-interval",
            paramLabel = "TIME",
            defaultValue = "15s",
            description = "How often Prometheus scrapes the services; with less than the truth in datasources.yaml,"
                    + " rates are empty on short ranges. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // by picocli
    private String scrapeInterval;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            defaultValue = "/var/lib/grafana/dashboards/obs",
            description = "Where Grafana finds the dashboards on its machine. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // by picocli
    private String directory;

    /** For the program. */
    public DashboardsCommand() {}

    @Override
    public Integer call() throws IOException {
        if (slo.signum() <= 0 || slo.compareTo(BigDecimal.valueOf(100)) >= 0) {
            throw new BadInput("--slo=" + slo + " is not allowed; allowed: a percentage above 0 and below 100");
        }
        if (!scrapeInterval.matches("[1-9]\\d*(ms|s|m|h)")) {
            throw new BadInput(
                    "--scrape-interval=" + scrapeInterval + " is not allowed; allowed: a time such as 15s or 1m");
        }
        Settings told = settings.settings();
        List<GeneratedFile> files = Stream.concat(
                        boards(told, slo.movePointLeft(2).doubleValue()).stream(),
                        Provisioning.files(
                                SettingsOptions.url("--prometheus", prometheus),
                                SettingsOptions.url("--jaeger", jaeger),
                                directory,
                                scrapeInterval)
                                .stream())
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        int code = output.finish(files, out);
        SettingsOptions.hint(told, out);
        return code;
    }

    /** The dashboards for these settings and the default objective, 99.9 %. */
    public static List<GeneratedFile> boards(Settings settings) {
        return boards(settings, 0.999);
    }

    /** The four dashboards, in the order of SPEC section 4. */
    static List<GeneratedFile> boards(Settings settings, double slo) {
        return Stream.of(
                        new OverviewBoard(settings).board(),
                        new ServiceBoard(settings).board(),
                        new PerformanceBoard(settings).board(),
                        new SlaBoard(settings, slo).board())
                .map(Board::file)
                .toList();
    }
}
