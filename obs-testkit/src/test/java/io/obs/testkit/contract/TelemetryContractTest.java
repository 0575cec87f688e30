package io.obs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.obs.Observability;
import io.obs.catalog.Catalog;
import io.obs.testkit.ObsTest;
import io.obs.testkit.Shop;
import io.obs.testkit.TestTelemetry;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ObsTest(service = "shop")
class TelemetryContractTest {

    @TempDir
    Path directory;

    @Test
    void text_isTheSameInEachRun(Observability obs, TestTelemetry telemetry) {
        Shop shop = new Shop(obs);
        shop.order("pen");
        shop.restock();
        TelemetryContract contract = TelemetryContract.of(telemetry);
        contract.check(Path.of("src/test/resources/telemetry-contract.txt"));
        shop.order("pencil");
        assertThat(TelemetryContract.of(telemetry).text())
                .isEqualTo(contract.text())
                .contains("""
                spans
                  POST /orders SERVER {http.request.method, http.response.status_code, http.route, url.path, url.scheme}
                  check_stock INTERNAL {}
                """);
    }

    @Test
    void change_failsWithItsDifference(Observability obs, TestTelemetry telemetry) throws Exception {
        Shop shop = new Shop(obs);
        shop.order("pen");
        Path file = directory.resolve("new/contract.txt");
        TelemetryContract.of(telemetry).check(file, true);
        Files.writeString(file, Files.readString(file).replace("  check_stock INTERNAL {}", "  stock INTERNAL {item}"));
        obs.meters().histograms(Catalog.DB_QUERY_DURATION).get("select");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> TelemetryContract.of(telemetry).check(file, false))
                .withMessageContaining(file.toString())
                .withMessageContaining("-Dobs.contract.update=true")
                .withMessageEndingWith("""
                          metrics
                        +   db_query_duration_seconds histogram {query_type}
                          spans
                        +   check_stock INTERNAL {}
                        -   stock INTERNAL {item}
                        """);
        TelemetryContract.of(telemetry).check(file, true);
        TelemetryContract.of(telemetry).check(file, false);
    }

    @Test
    void fileThatIsMissing_isToldWithItsContents(TestTelemetry telemetry) {
        Path file = directory.resolve("none.txt");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> TelemetryContract.of(telemetry).check(file, false))
                .withMessageContaining("no telemetry contract " + file)
                .withMessageContaining("service_info gauge {service, version}");
        assertThat(file).doesNotExist();
    }
}
