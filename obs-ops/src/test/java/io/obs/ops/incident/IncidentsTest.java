package io.obs.ops.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.ops.prometheus.Series;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class IncidentsTest {

    private static final Instant START = Instant.parse("2025-04-01T00:00:00Z");
    private static final Span DAY = span(0, 1440);

    @Test
    void outagesAndEpisodes_thatOverlapInAChain_areOneIncident() {
        assertThat(titles(Incidents.of(
                        DAY,
                        List.of(span(10, 15), span(18, 20), span(100, 101)),
                        List.of(new AlertEpisode("B", span(12, 19)), new AlertEpisode("A", span(20, 25))),
                        List.of())))
                .containsExactly("10-25 A, B", "100-101 Probe failed");
    }

    @Test
    void entryOfTheLog_takesThePlaceOfAllItOverlaps() {
        assertThat(titles(Incidents.of(
                        DAY,
                        List.of(span(10, 15), span(30, 35), span(60, 65)),
                        List.of(),
                        List.of(logged("One", 14, 31), logged("Two", 33, 34), logged("Yesterday", -60, -30)))))
                .containsExactly("14-31 One", "33-34 Two", "60-65 Probe failed");
    }

    @Test
    void incident_thatHasNotEnded_goesOnToTheEnd() {
        Incidents incidents = Incidents.of(
                DAY,
                List.of(),
                List.of(),
                List.of(new LoggedIncident(null, at(1400), at(1420), null, "Now", null, null, null, List.of())));
        assertThat(titles(incidents)).containsExactly("1400-1440 Now");
        assertThat(incidents.all().get(0).goesOn()).isTrue();
        assertThat(incidents.meanResolution()).hasValue(20 * 60);
        assertThat(Incidents.of(DAY, List.of(), List.of(), List.of()).meanDuration())
                .isEmpty();
    }

    @Test
    void minute_isDownWhereHalfOfItsSamplesSaySo() {
        ProbeMinutes minutes = new ProbeMinutes(
                span(0, 6), List.of(probe(1, 0, 0, 1, -1, 1), probe(1, 0, 1, 1, -1, 0), probe(1, 1, 1, -1, -1, -1)));
        assertThat(minutes.known()).isEqualTo(5);
        assertThat(minutes.down()).isEqualTo(2);
        assertThat(minutes.outages()).containsExactly(span(1, 2), span(5, 6));
    }

    @Test
    void outage_goesOnThroughMinutesThatNobodySaw() {
        ProbeMinutes minutes = new ProbeMinutes(span(0, 7), List.of(probe(-1, 0, -1, 0, -1, 1, 0)));
        assertThat(minutes.outages()).containsExactly(span(1, 4), span(6, 7));
    }

    @Test
    void alert_thatFiresAgainWithinFiveMinutes_neverStopped() {
        assertThat(AlertEpisode.of(List.of(alert("A", 1, 2, 3, 8, 9), alert("A", 4, 30), alert("B", 3))))
                .containsExactly(
                        new AlertEpisode("A", span(1, 10)),
                        new AlertEpisode("B", span(3, 4)),
                        new AlertEpisode("A", span(30, 31)));
    }

    private static List<String> titles(Incidents incidents) {
        return incidents.all().stream()
                .map(each ->
                        minute(each.span().start()) + "-" + minute(each.span().end()) + " " + each.title())
                .toList();
    }

    private static long minute(Instant at) {
        return (at.getEpochSecond() - START.getEpochSecond()) / 60;
    }

    private static LoggedIncident logged(String title, int from, int to) {
        return new LoggedIncident(null, at(from), null, at(to), title, null, null, null, List.of());
    }

    /** A value for each minute, -1 where there is no sample. */
    private static Series probe(int... values) {
        long[] minutes = LongStream.range(0, values.length)
                .filter(i -> values[(int) i] >= 0)
                .toArray();
        return new Series(
                Map.of(),
                Arrays.stream(minutes)
                        .map(i -> at((int) i).toEpochMilli() + 30_000)
                        .toArray(),
                Arrays.stream(minutes).mapToDouble(i -> values[(int) i]).toArray());
    }

    private static Series alert(String name, int... minutes) {
        return new Series(
                Map.of("alertname", name),
                Arrays.stream(minutes).mapToLong(i -> at(i).toEpochMilli()).toArray(),
                Arrays.stream(minutes).mapToDouble(i -> 1).toArray());
    }

    private static Span span(int from, int to) {
        return new Span(at(from), at(to));
    }

    private static Instant at(int minute) {
        return START.plusSeconds(minute * 60L);
    }
}
