package io.obs.ops.probe;

import io.obs.ops.cli.BadInput;
import io.obs.ops.cli.OutputOptions;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code obs-ops probe}: what is asked from outside each minute, and what is scraped. */
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        description = {
            "Make the configuration of the blackbox exporter, and Prometheus' scrape configuration for it and for the services.",
            "A probe sees what a user sees; its outages count as downtime in the monthly report, and fire ServiceDown."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  obs-ops probe --probe api-gateway=https://api.company.com/health \\",
            "      --target api-gateway=10.0.0.7:9464",
            "",
            "Then:  prometheus-blackbox-exporter --config.file=ops/probe/blackbox.yml",
            "       promtool check config ops/probe/prometheus.yml",
            "and add the scrape_configs of that file to prometheus.yml."
        })
public final class ProbeCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Option(
            names = "--probe",
            paramLabel = "SERVICE=URL",
            description = "What is asked each minute, and must answer with 200 (may be repeated).")
    private Map<String, String> probes = new LinkedHashMap<>();

    @Option(
            names = "--target",
            paramLabel = "SERVICE=HOST:PORT",
            description = "A service's admin endpoint, whose /metrics is scraped (may be repeated).")
    private Map<String, String> targets = new LinkedHashMap<>();

    @Option(
            names = "--exporter",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:9115",
            description = "The blackbox exporter. Default: ${DEFAULT-VALUE}")
    private String exporter = "";

    @Mixin
    private OutputOptions output = new OutputOptions();

    /** For the program. */
    public ProbeCommand() {}

    @Override
    public Integer call() throws IOException {
        if (probes.isEmpty() && targets.isEmpty()) {
            throw new BadInput(
                    "nothing to probe or scrape: say what, with --probe SERVICE=URL or --target SERVICE=HOST:PORT");
        }
        probes.forEach((service, url) -> {
            if (!url.matches("https?://[^\\s]+") || host(url) == null) {
                throw new BadInput(
                        "--probe " + service + "=" + url + " is not allowed; allowed: SERVICE=http or https URL");
            }
        });
        targets.forEach((service, address) -> address("--target " + service, address));
        address("--exporter", exporter);
        return output.finish(
                new ProbeFiles(exporter, probes, targets).files(),
                spec.commandLine().getOut());
    }

    private static @Nullable String host(String url) {
        try {
            return URI.create(url).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static void address(String option, String address) {
        if (!address.matches("(?:[A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+]):\\d{1,5}")) {
            throw new BadInput(option + "=" + address + " is not allowed; allowed: HOST:PORT");
        }
    }
}
