package io.obs.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.pipeline.Clock;
import io.obs.storage.StorageAction;
import io.obs.storage.StorageHandler;
import io.obs.storage.StorageRequest;
import io.obs.testkit.TestTelemetry;
import io.opentelemetry.context.Context;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Uploads in parts that nobody completes. */
class OpenUploadsIT {

    private final AtomicLong now = new AtomicLong();
    private final OpenUploads uploads = new OpenUploads(new Clock() {
        @Override
        public long nanoTime() {
            return now.get();
        }

        @Override
        public long epochNanos(long nanoTime) {
            return nanoTime;
        }
    });

    private record Upload(StorageAction action, String name) implements StorageRequest {}

    private MultipartUpload begin(TestTelemetry telemetry, String id) {
        MultipartUpload upload = new MultipartUpload(
                StorageHandler.create(telemetry.obs()).start(new Upload(StorageAction.UPLOAD, id)), Context.root());
        uploads.add(id, upload);
        return upload;
    }

    @Test
    void longestUntouched_isGivenUpWhereThereAreTooMany() {
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            for (int i = 0; i < OpenUploads.MOST; i++) {
                begin(telemetry, "upload-" + i);
            }
            assertThat(uploads.find("upload-0")).isNotNull(); // touched: upload-1 is the longest untouched now
            begin(telemetry, "one more");
            assertThat(uploads.find("upload-0")).isNotNull();
            assertThat(uploads.find("upload-1")).isNull();
            telemetry.eventually(() -> assertThat(telemetry.spans())
                    .singleElement()
                    .satisfies(span -> {
                        assertThat(span.name()).isEqualTo("upload-1");
                        assertThat(span.status()).isEqualTo("UNSET");
                        assertThat(span.attributes()).containsEntry("obs.storage.abandoned", true);
                    }));
            assertThat(telemetry.scrape().value("storage_errors_total", "operation", "upload"))
                    .hasValue(0);
            assertThat(telemetry.scrape().value("storage_upload_duration_seconds_count"))
                    .hasValue(0);
        }
    }

    @Test
    void idle_isGivenUpAndAFailedPartMakesThatAnError() {
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            MultipartUpload failing = begin(telemetry, "failing");
            failing.partFailed(S3Failure.of(new IllegalStateException("no line")));
            now.addAndGet(OpenUploads.IDLE_NANOS / 2);
            begin(telemetry, "later");
            now.addAndGet(OpenUploads.IDLE_NANOS / 2);
            begin(telemetry, "last");
            assertThat(uploads.find("failing")).isNull();
            assertThat(uploads.find("later")).isNotNull();
            assertThat(telemetry.scrape().value("storage_errors_total", "operation", "upload"))
                    .hasValue(1);
        }
    }
}
