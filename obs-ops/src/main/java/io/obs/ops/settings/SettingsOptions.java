package io.obs.ops.settings;

import io.obs.ops.cli.BadInput;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that tell a generator about the services; they go before the file's settings. */
public final class SettingsOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "A YAML file with any of: services, jobs, namespaces, group, thresholds, buckets, grafana, runbooks.")
    private @Nullable Path config;

    @Option(
            names = "--service",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Only this service (may be repeated); pods and hosts are those of the whole cluster, or of --namespace."
                            + " One that is named and not seen at all counts as down."
                            + " Default: every service that Prometheus sees; one that is gone for an hour is forgotten.")
    private List<String> services = List.of();

    @Option(
            names = "--job",
            paramLabel = "JOB",
            split = ",",
            description =
                    "The scrape job of the services' targets (may be repeated). With it, a target that never answered counts as down:"
                            + " as a replica where others of its job answer, else as a service that is named like the job.")
    private List<String> jobs = List.of();

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            split = ",",
            description = "Only this Kubernetes namespace (may be repeated). Default: any.")
    private List<String> namespaces = List.of();

    @Option(
            names = {"-t", "--threshold"},
            paramLabel = "NAME=VALUE",
            description =
                    "A threshold, for example latency=1s, error-rate=0.5%%, queue-depth=5000; names: ${COMPLETION-CANDIDATES}.",
            completionCandidates = ThresholdNames.class)
    private Map<String, String> thresholds = Map.of();

    @Option(names = "--grafana", paramLabel = "URL", description = "The address of Grafana, for the alerts' links.")
    private @Nullable String grafana;

    @Option(
            names = "--runbooks",
            paramLabel = "URL",
            description =
                    "The address below which the runbooks are, for the alerts' runbook_url: URL/HighLatency.md and so on.")
    private @Nullable String runbooks;

    /** For picocli. */
    public SettingsOptions() {}

    /** For the help. */
    static final class ThresholdNames implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Stream.of(Threshold.values()).map(Threshold::key).iterator();
        }
    }

    /**
     * The settings of the file and the options.
     *
     * @throws BadInput where one of them is wrong
     */
    public Settings settings() {
        Settings file = config == null ? SettingsReader.defaults() : SettingsReader.read(config);
        Map<Threshold, Double> all = new EnumMap<>(file.thresholds());
        thresholds.forEach((name, value) -> {
            Threshold threshold = Threshold.find(name)
                    .orElseThrow(
                            () -> new BadInput("--threshold " + name + " is unknown; there are " + Threshold.keys()));
            all.put(threshold, told("--threshold " + name, value, threshold.allowed(), threshold::parse));
        });
        return new Settings(
                services.isEmpty() ? file.services() : services,
                jobs.isEmpty() ? file.jobs() : jobs,
                namespaces.isEmpty() ? file.namespaces() : namespaces,
                file.group(),
                all,
                file.buckets(),
                grafana == null ? file.grafana() : url("--grafana", grafana),
                runbooks == null ? file.runbooks() : url("--runbooks", runbooks));
    }

    /** Says so where links of what was made lead to the examples' addresses, which are nobody's. */
    public static void hint(Settings told, PrintWriter to) {
        if (told.runbooks().equals(Settings.EXAMPLE_RUNBOOKS) || told.grafana().equals(Settings.EXAMPLE_GRAFANA)) {
            to.println("Its links lead to example.com: say where yours are, with --runbooks and --grafana.");
        }
    }

    /**
     * The value of an option that is an address, without a slash at its end.
     *
     * @throws BadInput where it is none
     */
    public static String url(String option, String value) {
        return told(option, value, "an http or https URL", SettingsReader::address);
    }

    private static <T> T told(String option, String value, String allowed, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw new BadInput(option + "=" + value + " is not allowed; allowed: " + allowed, e);
        }
    }
}
