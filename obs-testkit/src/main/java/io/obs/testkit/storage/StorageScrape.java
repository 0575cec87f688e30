package io.obs.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.collector.ReceivedSpan;
import io.obs.testkit.Scrape;
import io.obs.testkit.TestTelemetry;
import java.util.List;

/** What the contracts look at: the storage families on a scrape, and the spans of a name. */
final class StorageScrape {

    private StorageScrape() {}

    /** Waits until the families read so, errors in the order upload, download, delete, list. */
    static void reads(TestTelemetry telemetry, int uploads, int downloads, int... errors) {
        telemetry.eventually(() -> {
            Scrape scrape = telemetry.scrape();
            assertThat(scrape.value("storage_upload_duration_seconds_count")).hasValue(uploads);
            assertThat(scrape.value("storage_download_duration_seconds_count")).hasValue(downloads);
            assertThat(scrape.value("storage_errors_total", "operation", "upload"))
                    .hasValue(errors[0]);
            assertThat(scrape.value("storage_errors_total", "operation", "download"))
                    .hasValue(errors[1]);
            assertThat(scrape.value("storage_errors_total", "operation", "delete"))
                    .hasValue(errors[2]);
            assertThat(scrape.value("storage_errors_total", "operation", "list"))
                    .hasValue(errors[3]);
        });
    }

    /** The spans of that name, once there are so many. */
    static List<ReceivedSpan> spans(TestTelemetry telemetry, String name, int count) {
        telemetry.eventually(() -> assertThat(named(telemetry, name)).hasSize(count));
        return named(telemetry, name);
    }

    static ReceivedSpan span(TestTelemetry telemetry, String name) {
        return spans(telemetry, name, 1).get(0);
    }

    private static List<ReceivedSpan> named(TestTelemetry telemetry, String name) {
        return telemetry.spans().stream()
                .filter(span -> span.name().equals(name))
                .toList();
    }
}
