package io.obs.ops.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentLogTest {

    private static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");

    @TempDir
    private Path directory;

    @Test
    void log_isReadWhole() throws IOException {
        IncidentLog log = read("""
                incidents:
                  - service: api-gateway
                    start: 2025-04-10 10:30
                    acknowledged: 2025-04-10T13:32:00Z
                    end: 2025-04-10T10:45:00-03:00
                    title: "Memory leak: job-manager"
                    severity: critical
                    resolution: restarted
                    users_affected: 5000
                    timeline:
                      - {at: 2025-04-10 10:35, text: Root cause identified}
                  - start: 2025-04-20 01:00
                    title: Data centre
                deployments:
                  - {at: 2025-04-09 18:00, version: 1.2.0, status: failure}
                  - {service: worker, at: 2025-04-09 19:00}
                """);
        assertThat(log.incidents())
                .containsExactly(
                        new LoggedIncident(
                                "api-gateway",
                                Instant.parse("2025-04-10T13:30:00Z"),
                                Instant.parse("2025-04-10T13:32:00Z"),
                                Instant.parse("2025-04-10T13:45:00Z"),
                                "Memory leak: job-manager",
                                "critical",
                                "restarted",
                                5000L,
                                List.of(new LoggedIncident.Note(
                                        Instant.parse("2025-04-10T13:35:00Z"), "Root cause identified"))),
                        new LoggedIncident(
                                null,
                                Instant.parse("2025-04-20T04:00:00Z"),
                                null,
                                null,
                                "Data centre",
                                null,
                                null,
                                null,
                                List.of()));
        assertThat(log.of("worker").incidents())
                .extracting(LoggedIncident::title)
                .containsExactly("Data centre");
        assertThat(log.of("api-gateway").deployments())
                .containsExactly(new LoggedDeployment(null, Instant.parse("2025-04-09T21:00:00Z"), "1.2.0", true));
    }

    @Test
    void log_ofTheGuide_isOne() throws IOException {
        String page = Files.readString(Path.of("../docs/guide/report.md"));
        IncidentLog log =
                read(page.substring(page.indexOf("```yaml\n") + 8, page.indexOf("```", page.indexOf("```yaml") + 3)));
        assertThat(log.incidents())
                .extracting(LoggedIncident::end)
                .containsExactly(Instant.parse("2025-04-10T13:45:00Z"));
        assertThat(log.deployments()).extracting(LoggedDeployment::failed).containsExactly(true);
    }

    @Test
    void fault_isToldWithLineAndField_allAtOnce() {
        assertThatThrownBy(() -> read("""
                        incidents:
                          - start: 10:30
                            ended: 2025-04-10 10:45
                            title: One
                          - title: Two
                            users_affected: many
                          - start: 2025-04-10 10:30
                            end: 2025-04-10 10:00
                            acknowledged: 2025-04-10 09:00
                        deployments:
                          - at: 2025-04-10 10:00
                            status: maybe
                        """))
                .hasMessageContainingAll(
                        "incidents.yml:2: incidents[1].start \"10:30\" is not allowed; allowed: a time such as",
                        "incidents.yml:3: incidents[1].ended is unknown; there are acknowledged, end, resolution,",
                        "incidents.yml:5: incidents[2].start is missing",
                        "incidents.yml:6: incidents[2].users_affected \"many\" is not allowed; allowed: a whole number",
                        "incidents.yml:8: incidents[3].end is not after start",
                        "incidents.yml:9: incidents[3].acknowledged is not between start and end",
                        "incidents.yml:7: incidents[3].title is missing",
                        "incidents.yml:12: deployments[1].status \"maybe\" is not allowed; allowed: success, failure");
    }

    @Test
    void file_thatIsNoYaml_isToldWithItsLine() {
        assertThatThrownBy(() -> read("incidents:\n  - title: \"open\n")).hasMessageContaining("incidents.yml:");
        assertThatThrownBy(() -> IncidentLog.read(directory.resolve("none.yml"), SAO_PAULO))
                .hasMessageContaining("none.yml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"incidents: []", "incidents:", "incidents: []\ndeployments: []", "{}", "---\ndeployments:\n..."})
    void logOfNothing_hasNothing(String yaml) throws IOException {
        assertThat(read(yaml)).isEqualTo(IncidentLog.EMPTY);
    }

    /** What was lost on its way would else be a month without incidents. */
    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "# none\n", "---\n"})
    void file_thatIsEmpty_isRefused(String yaml) {
        assertThatThrownBy(() -> read(yaml))
                .hasMessageEndingWith("incidents.yml: is empty; there may be deployments, incidents");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "incidents: none                 | 1: incidents must be a list",
                "incidents: [outage]             | 1: incidents[1] must have fields: acknowledged, end,",
                "incidents: [{title: x}, ~]      | 1: incidents[2] must have fields: acknowledged, end,",
                "incident: []                    | 1: incident is unknown; there are deployments, incidents",
                "[{title: x}]                    | 1: the document must have fields: deployments, incidents",
                "incidents: [{start: [1]}]       | 1: incidents[1].start must be a text",
                "incidents: [{start: 2025-04-10 10:30}] | 1: incidents[1].title is missing",
                "incidents: [{start: 2025-04-31 10:30, title: x}] | 1: incidents[1].start \"2025-04-31 10:30\" is not allowed",
                "incidents: [{start: 2025-04-10 10:30, title: x, users_affected: -1}] | 1: incidents[1].users_affected \"-1\" is not allowed",
                "incidents: [{start: 2025-04-10 10:30, title: x, timeline: [{text: y}]}] | 1: incidents[1].timeline[1].at is missing",
                "incidents: [{start: 2025-04-10 10:30, title: x, title: y}] | 1: incidents[1].title is there twice",
                "deployments: [{version: 1}]     | 1: deployments[1].at is missing",
                "incidents: []; --- ; incidents: [] | 3: is a second document; one is allowed",
            })
    void entry_thatIsMalformed_isToldWithItsLine(String yaml, String fault) {
        assertThatThrownBy(() -> read(yaml.replace("; ", "\n"))).hasMessageContaining("incidents.yml:" + fault);
    }

    private IncidentLog read(String yaml) throws IOException {
        return IncidentLog.read(Files.writeString(directory.resolve("incidents.yml"), yaml), SAO_PAULO);
    }
}
