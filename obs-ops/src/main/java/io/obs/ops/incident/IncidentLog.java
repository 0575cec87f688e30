package io.obs.ops.incident;

import io.obs.ops.yaml.YamlFile;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file in which people keep incidents and deployments. Its format is documented in the guide, in report.md.
 *
 * @param incidents all of them, in the file's order
 * @param deployments all of them, in the file's order
 */
public record IncidentLog(List<LoggedIncident> incidents, List<LoggedDeployment> deployments) {

    /** Nothing was written down. */
    public static final IncidentLog EMPTY = new IncidentLog(List.of(), List.of());

    public IncidentLog {
        incidents = List.copyOf(incidents);
        deployments = List.copyOf(deployments);
    }

    /**
     * Reads it.
     *
     * @param zone of the times that name none
     * @throws io.obs.ops.cli.BadInput that names each fault's line and field
     */
    public static IncidentLog read(Path file, ZoneId zone) {
        return YamlFile.read(file, IncidentLogReader.TOP, new IncidentLogReader(zone)::read);
    }

    /** What concerns that service: its own, and everybody's. */
    public IncidentLog of(String service) {
        return new IncidentLog(
                incidents.stream()
                        .filter(each -> concerns(each.service(), service))
                        .toList(),
                deployments.stream()
                        .filter(each -> concerns(each.service(), service))
                        .toList());
    }

    private static boolean concerns(@Nullable String whose, String service) {
        return whose == null || whose.equals(service);
    }
}
