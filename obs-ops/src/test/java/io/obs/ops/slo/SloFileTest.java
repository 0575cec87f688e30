package io.obs.ops.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.obs.ops.cli.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of objectives, right and wrong. */
class SloFileTest {

    @TempDir
    Path directory;

    @Test
    void objectives_haveNames() {
        assertThat(SloFile.read(List.of(Path.of("../docs/ops/slo/slo.yml"))))
                .extracting(Objective::name, Objective::told)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "availability-post-api-v1-jobs", "99.9 % of POST /api/v1/jobs without a 5xx"),
                        org.assertj.core.groups.Tuple.tuple(
                                "latency-api-v1-jobs", "99.0 % of /api/v1/jobs within 0.5 s"));
    }

    @Test
    void everyFault_isToldWithItsLine() throws IOException {
        Path file = Files.writeString(directory.resolve("slo.yml"), """
                service: api
                objectives:
                  - latency: POST /jobs
                    within: 500ms
                    percent: 99
                  - availability: /jobs
                    percent: 101
                  - percent: 99
                  - latency: /jobs
                    percent: 99
                  - availability: /a
                    percent: 99
                  - availability: /a
                    percent: 99.5
                """);

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> SloFile.read(List.of(file)))
                .withMessageContaining(
                        "slo.yml:3: objectives[1].latency is wrong: a latency objective can't be of POST /jobs")
                .withMessageContaining("slo.yml:7: objectives[2].percent \"101\" is not allowed")
                .withMessageContaining("slo.yml:8: objectives[3].availability or latency, one of the two")
                .withMessageContaining("slo.yml:9: objectives[4].within is missing")
                .withMessageContaining("\"availability-a\" is there twice");
    }
}
