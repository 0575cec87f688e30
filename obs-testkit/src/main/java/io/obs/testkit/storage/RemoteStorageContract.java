package io.obs.testkit.storage;

import static io.obs.testkit.storage.StorageScrape.reads;
import static io.obs.testkit.storage.StorageScrape.span;
import static io.obs.testkit.storage.StorageScrape.spans;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.obs.collector.ReceivedSpan;
import io.obs.testkit.TestTelemetry;
import io.obs.testkit.net.FaultyPath;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What every adapter of a store behind a server promises besides: the server's answers and failures, uploads in parts. */
public interface RemoteStorageContract extends StorageContract, RemoteStorageKit {

    int PART = 5 * 1024 * 1024;
    String MULTIPART = "S3 multipart upload";

    private static void tryAll(RemoteStore store) {
        assertThat(catchThrowable(() -> store.put("a", new byte[10]))).isNotNull();
        assertThat(catchThrowable(() -> store.get("a"))).isNotNull();
        assertThat(catchThrowable(() -> store.delete("a"))).isNotNull();
        assertThat(catchThrowable(() -> store.list(""))).isNotNull();
    }

    @Test
    default void span_saysWhatTheServerAnswered() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                RemoteStore store = store(telemetry.obs())) {
            store.put("a", new byte[10]);
            assertThat(span(telemetry, look().upload()).attributes())
                    .containsEntry("rpc.system.name", "aws-api")
                    .containsEntry("rpc.method", look().upload())
                    .containsEntry("http.response.status_code", 200L)
                    .containsEntry("server.address", "127.0.0.1")
                    .containsEntry("server.port", (long) serverPort())
                    .containsEntry(look().bucketKey(), bucket())
                    .containsKey("aws.request_id")
                    .doesNotContainKey("http.request.resend_count");
        }
    }

    @Test
    default void bucketThatIsNotThere_isAnErrorOfEachOperation() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                RemoteStore store = store(telemetry.obs(), Way.to(serverPort(), "nobody-made-it"))) {
            tryAll(store);
            reads(telemetry, 0, 0, 1, 1, 1, 1);
            assertThat(span(telemetry, look().list()).attributes())
                    .containsEntry("error.type", "NoSuchBucket")
                    .containsEntry("http.response.status_code", 404L);
        }
    }

    @Test
    default void wrongCredentials_areAnErrorOfEachOperation() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                RemoteStore store =
                        store(telemetry.obs(), Way.to(serverPort(), bucket()).withWrongSecret())) {
            tryAll(store);
            reads(telemetry, 0, 0, 1, 1, 1, 1);
            assertThat(span(telemetry, look().list()).attributes())
                    .containsEntry("error.type", "SignatureDoesNotMatch")
                    .containsEntry("http.response.status_code", 403L);
        }
    }

    @Test
    default void serverThatGoesAndComesBack_isCountedAndFoundAgain() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                FaultyPath path = FaultyPath.to("127.0.0.1", serverPort());
                RemoteStore store =
                        store(telemetry.obs(), Way.to(path.port(), bucket()).attempts(3))) {
            store.put("a", new byte[10]);
            path.cut();
            tryAll(store);
            reads(telemetry, 1, 0, 1, 1, 1, 1);
            ReceivedSpan refused = span(telemetry, look().list());
            assertThat(refused.status()).isEqualTo("ERROR");
            assertThat(refused.attributes())
                    .containsEntry("http.request.resend_count", 2L)
                    .doesNotContainKey("http.response.status_code");
            path.heal();
            assertThat(store.get("a")).hasSize(10);
            store.delete("a");
            reads(telemetry, 1, 1, 1, 1, 1, 1);
        }
    }

    @Test
    default void serverThatHangs_isATimeout() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                FaultyPath path = FaultyPath.to("127.0.0.1", serverPort());
                RemoteStore store =
                        store(telemetry.obs(), Way.to(path.port(), bucket()).within(Duration.ofMillis(700)))) {
            path.hang();
            assertThat(catchThrowable(() -> store.list(""))).isNotNull();
            reads(telemetry, 0, 0, 0, 0, 0, 1);
            assertThat((String) span(telemetry, look().list()).attributes().get("error.type"))
                    .contains("Timeout");
        }
    }

    @Test
    default void connectionLostInTheBody_isAFailedDownload() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                FaultyPath path = FaultyPath.to("127.0.0.1", serverPort());
                RemoteStore store = store(telemetry.obs(), Way.to(path.port(), bucket()))) {
            store.put("large", new byte[4 * LARGE]);
            InputStream body = store.open("large");
            assertThat(body.readNBytes(1_000)).hasSize(1_000);
            path.cut();
            assertThat(catchThrowable(body::readAllBytes)).isNotNull();
            reads(telemetry, 1, 0, 0, 1, 0, 0);
            assertThat(span(telemetry, look().download()).status()).isEqualTo("ERROR");
        }
    }

    @Test
    default void abortedDownload_isNeitherTimedNorAnError() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                RemoteStore store = store(telemetry.obs())) {
            store.put("large", new byte[4 * LARGE]);
            InputStream body = store.open("large");
            assertThat(body.readNBytes(1_000)).hasSize(1_000);
            store.abort(body);
            assertThat(span(telemetry, look().download()).status()).isEqualTo("UNSET");
            reads(telemetry, 1, 0, 0, 0, 0, 0);
        }
    }

    @Test
    default void uploadInParts_isOneUpload() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                RemoteStore store = store(telemetry.obs())) {
            Parts parts = store.parts("film");
            parts.send(1, new byte[PART]);
            parts.send(2, new byte[100]);
            reads(telemetry, 0, 0, 0, 0, 0, 0);
            parts.complete();
            reads(telemetry, 1, 0, 0, 0, 0, 0);
            ReceivedSpan whole = span(telemetry, MULTIPART);
            assertThat(span(telemetry, "S3/CreateMultipartUpload").parentSpanId())
                    .isEqualTo(whole.spanId());
            assertThat(span(telemetry, "S3/CompleteMultipartUpload").parentSpanId())
                    .isEqualTo(whole.spanId());
            assertThat(spans(telemetry, "S3/UploadPart", 2))
                    .allSatisfy(part -> assertThat(part.parentSpanId()).isEqualTo(whole.spanId()))
                    .extracting(part -> part.attributes().get("aws.s3.part_number"))
                    .containsExactlyInAnyOrder(1L, 2L);
            assertThat(store.get("film")).hasSize(PART + 100);
        }
    }

    @Test
    default void uploadInPartsThatIsAborted_isNeitherTimedNorAnError() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                RemoteStore store = store(telemetry.obs())) {
            Parts parts = store.parts("film");
            parts.send(1, new byte[PART]);
            parts.abort();
            assertThat(span(telemetry, MULTIPART).status()).isEqualTo("UNSET");
            reads(telemetry, 0, 0, 0, 0, 0, 0);
        }
    }

    @Test
    default void uploadInPartsThatIsGivenUpForAFailure_isOneError() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                FaultyPath path = FaultyPath.to("127.0.0.1", serverPort());
                RemoteStore store = store(telemetry.obs(), Way.to(path.port(), bucket()))) {
            Parts parts = store.parts("film");
            parts.send(1, new byte[PART]);
            path.cut();
            assertThat(catchThrowable(() -> parts.send(2, new byte[100]))).isNotNull();
            assertThat(catchThrowable(() -> parts.send(2, new byte[100]))).isNotNull();
            reads(telemetry, 0, 0, 0, 0, 0, 0);
            path.heal();
            parts.abort();
            reads(telemetry, 0, 0, 1, 0, 0, 0);
            assertThat(span(telemetry, MULTIPART).status()).isEqualTo("ERROR");
        }
    }

    @Test
    default void uploadInPartsWhoseFailedPartIsSentAgain_isAnUpload() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                FaultyPath path = FaultyPath.to("127.0.0.1", serverPort());
                RemoteStore store = store(telemetry.obs(), Way.to(path.port(), bucket()))) {
            Parts parts = store.parts("film");
            path.cut();
            assertThat(catchThrowable(() -> parts.send(1, new byte[PART]))).isNotNull();
            path.heal();
            parts.send(1, new byte[PART]);
            parts.complete();
            reads(telemetry, 1, 0, 0, 0, 0, 0);
        }
    }
}
