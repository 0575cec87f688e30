package io.obs.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/ops holds what the commands make of their defaults; `obs-ops/obs-ops COMMAND --out docs/ops` makes it again. */
class CommittedFilesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rules",
                "runbooks",
                "dashboards",
                "slo ../docs/ops/slo/slo.yml",
                "slo ../docs/ops/slo/openslo.yml",
                "alertmanager",
                "probe --probe api-gateway=http://127.0.0.1:8080/health --target api-gateway=127.0.0.1:9464",
            })
    void docsOps_isWhatTheCommandMakes(String command) {
        Program check = Program.run((command + " --out ../docs/ops --check").split(" ", -1));

        assertThat(check.code()).as(check.out() + check.err()).isZero();
    }
}
