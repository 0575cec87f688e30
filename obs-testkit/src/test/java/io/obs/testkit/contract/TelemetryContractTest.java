package io.obs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.MeterRegistry;
import io.obs.Observability;
import io.obs.catalog.Catalog;
import io.obs.testkit.ObsTest;
import io.obs.testkit.Shop;
import io.obs.testkit.TestTelemetry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    void metricsOfTheService_stay_andThoseOfItsSurroundingsDont(Observability obs, TestTelemetry telemetry) {
        MeterRegistry registry = obs.find(MeterRegistry.class).orElseThrow();
        for (String name : List.of("process.orders", "system.imports", "disk.cache", "jvm.languages", "obs.visits")) {
            registry.counter(name).increment();
        }
        assertThat(TelemetryContract.of(telemetry).text())
                .contains(
                        "process_orders_total counter",
                        "system_imports_total counter",
                        "disk_cache_total counter",
                        "jvm_languages_total counter",
                        "obs_visits_total counter",
                        "jvm_heap_used_bytes gauge")
                .doesNotContain("jvm_memory", "jvm_gc", "jvm_threads", "jvm_classes", "jvm_buffer")
                .doesNotContain("process_uptime", "process_cpu", "process_files", "process_start")
                .doesNotContain("system_cpu", "system_load", "disk_free", "disk_total");
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
