package io.obs.ops.probe;

import io.obs.ops.cli.BadInput;
import io.obs.ops.cli.OutputOptions;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

    private static final String ADDRESS = "(?:[A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+]):\\d{1,5}";

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Option(
            names = "--probe",
            paramLabel = "SERVICE=URL",
            description = "What is asked each minute, and must answer with 200 (may be repeated, of one service too).")
    private List<String> probes = List.of();

    @Option(
            names = "--target",
            paramLabel = "SERVICE=HOST:PORT",
            description =
                    "A replica's admin endpoint, whose /metrics is scraped (may be repeated, of one service too).")
    private List<String> targets = List.of();

    @Option(
            names = "--label",
            paramLabel = "NAME=VALUE",
            description =
                    "A label of all of them (may be repeated), for example namespace=prod where the services' own targets"
                            + " have it: what tells services apart must be the same on a probe and on what it asks.")
    private Map<String, String> labels = new LinkedHashMap<>();

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
        if (!exporter.matches(ADDRESS)) {
            throw new BadInput("--exporter=" + exporter + " is not allowed; allowed: HOST:PORT");
        }
        labels.forEach((name, value) -> {
            if (!name.matches("[a-zA-Z_][a-zA-Z0-9_]*") || name.equals("service") || value.isBlank()) {
                throw new BadInput("--label " + name + "=" + value
                        + " is not allowed; allowed: NAME=VALUE, whose name is a label's and not service");
            }
        });
        return output.finish(
                new ProbeFiles(exporter, probed(), scraped(), labels).files(),
                spec.commandLine().getOut());
    }

    private List<ProbeTarget> probed() {
        List<ProbeTarget> all = new ArrayList<>();
        for (String value : probes) {
            ProbeTarget probe = ProbeTarget.of("--probe", value, "http or https URL");
            if (!probe.address().matches("https?://[^\\s]+") || host(probe.address()) == null) {
                throw ProbeTarget.refused("--probe", value, "http or https URL");
            }
            all.add(probe);
        }
        return all;
    }

    private List<ProbeTarget> scraped() {
        List<ProbeTarget> all = new ArrayList<>();
        for (String value : targets) {
            ProbeTarget target = ProbeTarget.of("--target", value, "HOST:PORT");
            if (!target.address().matches(ADDRESS)) {
                throw ProbeTarget.refused("--target", value, "HOST:PORT");
            }
            all.add(target);
        }
        return all;
    }

    private static @Nullable String host(String url) {
        try {
            return URI.create(url).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
