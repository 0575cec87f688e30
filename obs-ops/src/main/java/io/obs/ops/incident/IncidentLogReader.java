package io.obs.ops.incident;

import io.obs.ops.cli.Times;
import io.obs.ops.yaml.YamlFields;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the fields of an incident log mean. */
final class IncidentLogReader {

    static final Set<String> TOP = Set.of("incidents", "deployments");

    private static final Set<String> INCIDENT = Set.of(
            "service", "start", "acknowledged", "end", "title", "severity", "resolution", "users_affected", "timeline");
    private static final Set<String> NOTE = Set.of("at", "text");
    private static final Set<String> DEPLOYMENT = Set.of("service", "at", "version", "status");

    private final ZoneId zone;

    IncidentLogReader(ZoneId zone) {
        this.zone = zone;
    }

    IncidentLog read(YamlFields top) {
        return new IncidentLog(
                top.children("incidents", INCIDENT).stream().map(this::incident).toList(),
                top.children("deployments", DEPLOYMENT).stream()
                        .map(this::deployment)
                        .toList());
    }

    private LoggedIncident incident(YamlFields fields) {
        Instant start = requiredTime(fields, "start");
        Instant acknowledged = time(fields, "acknowledged");
        Instant end = time(fields, "end");
        if (end != null && !end.isAfter(start)) {
            fields.fault("end", "is not after start");
        }
        if (acknowledged != null && (acknowledged.isBefore(start) || (end != null && acknowledged.isAfter(end)))) {
            fields.fault("acknowledged", "is not between start and end");
        }
        List<LoggedIncident.Note> timeline = fields.children("timeline", NOTE).stream()
                .map(note -> new LoggedIncident.Note(requiredTime(note, "at"), note.requiredText("text")))
                .toList();
        return new LoggedIncident(
                fields.text("service"),
                start,
                acknowledged,
                end,
                fields.requiredText("title"),
                fields.text("severity"),
                fields.text("resolution"),
                fields.parsed("users_affected", "a whole number", Long::parseUnsignedLong),
                timeline);
    }

    private LoggedDeployment deployment(YamlFields fields) {
        Boolean failed = fields.parsed("status", "success, failure", text -> switch (text) {
            case "success" -> false;
            case "failure" -> true;
            default -> throw new IllegalArgumentException(text);
        });
        return new LoggedDeployment(
                fields.text("service"),
                requiredTime(fields, "at"),
                fields.text("version"),
                Boolean.TRUE.equals(failed));
    }

    /** With an offset, or of the reader's zone. */
    private @Nullable Instant time(YamlFields fields, String name) {
        return fields.parsed(name, Times.ALLOWED, text -> Times.instant(text, zone));
    }

    /** The epoch, and a fault, where it is missing. */
    private Instant requiredTime(YamlFields fields, String name) {
        if (!fields.has(name)) {
            fields.requiredText(name);
        }
        Instant time = time(fields, name);
        return time == null ? Instant.EPOCH : time;
    }
}
