package io.obs.ops.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obs.ops.world.BackfilledPrometheus;
import io.obs.ops.world.Exposition;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges of more points than a real Prometheus gives in one answer. */
class RangeIT {

    private static final Instant START = Instant.parse("2025-04-01T00:00:00Z");
    private static final Duration STEP = Duration.ofSeconds(15);
    /** Ten days. */
    private static final int SAMPLES = 57_600;

    private static BackfilledPrometheus prometheus;

    /** One replica counts 0, 1, 2, ... and begins again in the middle; the other is there for the last third. */
    @BeforeAll
    static void fill(@TempDir Path directory) throws Exception {
        assumeTrue(BackfilledPrometheus.isInstalled(), "prometheus and promtool are not installed");
        Exposition world = new Exposition();
        for (int i = 0; i < SAMPLES; i++) {
            world.sample("requests_total", Map.of("instance", "a"), at(i), value(i));
            if (i >= SAMPLES / 3 * 2) {
                world.sample("requests_total", Map.of("instance", "b"), at(i), i);
            }
        }
        prometheus = BackfilledPrometheus.start(directory, world.write(directory.resolve("world.om")));
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    private static Instant at(long sample) {
        return START.plus(STEP.multipliedBy(sample));
    }

    private static double value(long sample) {
        return sample < SAMPLES / 2 ? sample : sample - SAMPLES / 2;
    }

    @ParameterizedTest
    @ValueSource(ints = {11_000, 11_001, 11_002, 22_000, 22_001, SAMPLES})
    void range_hasEachPointOnce(int points) throws Exception {
        assertThat(statusOfOneQuery(points)).isEqualTo(points > 11_001 ? 400 : 200);

        List<Series> answer = PrometheusClient.of(PrometheusServer.at(prometheus.url()))
                .queryRange("requests_total", START, at(points - 1), STEP);

        assertThat(answer).hasSize(points > SAMPLES / 3 * 2 ? 2 : 1);
        assertThat(answer)
                .filteredOn(series -> series.label("instance").equals("a"))
                .singleElement()
                .satisfies(series -> {
                    assertThat(series.times().toArray())
                            .isEqualTo(LongStream.range(0, points)
                                    .map(i -> at(i).toEpochMilli())
                                    .toArray());
                    assertThat(series.values().toArray())
                            .isEqualTo(LongStream.range(0, points)
                                    .mapToDouble(RangeIT::value)
                                    .toArray());
                });
        assertThat(answer)
                .filteredOn(series -> series.label("instance").equals("b"))
                .allSatisfy(series -> assertThat(series.times().toArray())
                        .isEqualTo(LongStream.range(SAMPLES / 3 * 2, points)
                                .map(i -> at(i).toEpochMilli())
                                .toArray()));
    }

    private static int statusOfOneQuery(int points) throws Exception {
        String query = prometheus.url() + "/api/v1/query_range?query=requests_total&step=" + STEP.toSeconds()
                + "&start=" + START.getEpochSecond() + "&end=" + at(points - 1).getEpochSecond();
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(query)).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            assertThat(answer.body()).contains("exceeded maximum resolution of 11,000 points");
        }
        return answer.statusCode();
    }
}
