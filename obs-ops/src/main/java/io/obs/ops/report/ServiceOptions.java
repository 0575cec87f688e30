package io.obs.ops.report;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which service is meant, and by which series it is known. */
public final class ServiceOptions {

    @Option(
            names = "--service-label",
            paramLabel = "LABEL",
            defaultValue = "service",
            description =
                    "The label that holds the service's name on its own series: exported_service where the scraper has one of its"
                            + " own and does not honour labels; alerts and the probe always have service. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // by picocli
    private String label;

    @Option(
            names = "--probe",
            paramLabel = "SELECTOR",
            description =
                    "The series of the probe's success, where they don't have the service's label, with matchers such as"
                            + " job=\"blackbox\",instance=\"https://gateway.example/health\".")
    private @Nullable String probe;

    @Option(
            names = "--alerts",
            paramLabel = "SELECTOR",
            description =
                    "The history of the alerts that make incidents. Default: ALERTS of the service, firing, critical.")
    private @Nullable String alerts;

    /** For picocli. */
    public ServiceOptions() {}

    /** The series of that service. */
    public Sources sources(String service) {
        Sources sources = Sources.of(service, label);
        sources = probe == null ? sources : sources.withProbe(probe);
        return alerts == null ? sources : sources.withAlerts(alerts);
    }
}
