package io.obs.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obs.Observability;
import io.obs.testkit.TestTelemetry;
import io.obs.testkit.net.FaultyPath;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3AsyncClientIT extends S3Kit {

    @Override
    public RemoteStore store(Observability obs, Way way) {
        return new Objects(S3Observability.create(obs).build(timed(S3AsyncClient.builder(), way)), way.bucket());
    }

    @Test
    void cancelledFuture_isNoErrorAndEndsTheSpan() {
        try (TestTelemetry telemetry = TestTelemetry.start();
                FaultyPath path = FaultyPath.to("127.0.0.1", serverPort());
                S3AsyncClient client = S3Observability.create(telemetry.obs())
                        .build(timed(S3AsyncClient.builder(), Way.to(path.port(), bucket())))) {
            path.hang();
            CompletableFuture<?> answer =
                    client.getObject(to -> to.bucket(bucket()).key("a"), AsyncResponseTransformer.toBytes());
            assertThat(answer.cancel(true)).isTrue();
            telemetry.eventually(() -> assertThat(telemetry.spans())
                    .singleElement()
                    .satisfies(span -> {
                        assertThat(span.name()).isEqualTo("S3/GetObject");
                        assertThat(span.status()).isEqualTo("UNSET");
                    }));
            assertThat(telemetry.scrape().value("storage_errors_total", "operation", "download"))
                    .hasValue(0);
        }
    }

    @Test
    void uploadThatTheSdkSplits_isOneUpload() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                S3AsyncClient client = S3Observability.create(telemetry.obs())
                        .build(timed(S3AsyncClient.builder(), Way.to(serverPort(), bucket()))
                                .multipartEnabled(true))) {
            byte[] film = new byte[20 * 1024 * 1024];
            done(client.putObject(to -> to.bucket(bucket()).key("film"), AsyncRequestBody.fromBytes(film)));
            assertThat(telemetry.scrape().value("storage_upload_duration_seconds_count"))
                    .hasValue(1);
            telemetry.eventually(() -> assertThat(telemetry.spans())
                    .filteredOn(span -> span.name().equals("S3 multipart upload"))
                    .singleElement()
                    .satisfies(whole -> assertThat(telemetry.spans())
                            .filteredOn(span -> span.name().equals("S3/UploadPart"))
                            .hasSizeGreaterThan(1)
                            .allSatisfy(part -> assertThat(part.parentSpanId()).isEqualTo(whole.spanId()))));
        }
    }

    @Test
    void splitUploadWhoseServerIsGone_isOneError() {
        try (TestTelemetry telemetry = TestTelemetry.start();
                FaultyPath path = FaultyPath.to("127.0.0.1", serverPort());
                S3AsyncClient client = S3Observability.create(telemetry.obs())
                        .build(timed(
                                        S3AsyncClient.builder(),
                                        Way.to(path.port(), bucket()).attempts(1))
                                .multipartEnabled(true))) {
            path.cut();
            assertThatThrownBy(() -> done(client.putObject(
                            to -> to.bucket(bucket()).key("film"),
                            AsyncRequestBody.fromBytes(new byte[20 * 1024 * 1024]))))
                    .isInstanceOf(SdkClientException.class);
            telemetry.eventually(
                    () -> assertThat(telemetry.scrape().value("storage_errors_total", "operation", "upload"))
                            .hasValue(1));
        }
    }

    private static <T> T done(CompletableFuture<T> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    private record Objects(S3AsyncClient client, String bucket) implements RemoteStore {

        @Override
        public void put(String key, byte[] bytes) throws Exception {
            done(client.putObject(to -> to.bucket(bucket).key(key), AsyncRequestBody.fromBytes(bytes)));
        }

        @Override
        public byte[] get(String key) throws Exception {
            return done(client.getObject(to -> to.bucket(bucket).key(key), AsyncResponseTransformer.toBytes()))
                    .asByteArray();
        }

        @Override
        public InputStream open(String key) throws Exception {
            return done(client.getObject(
                    to -> to.bucket(bucket).key(key), AsyncResponseTransformer.toBlockingInputStream()));
        }

        @Override
        public void delete(String key) throws Exception {
            done(client.deleteObject(to -> to.bucket(bucket).key(key)));
        }

        @Override
        public List<String> list(String prefix) throws Exception {
            return done(client.listObjectsV2(to -> to.bucket(bucket).prefix(prefix))).contents().stream()
                    .map(S3Object::key)
                    .toList();
        }

        @Override
        public void abort(InputStream body) {
            ((ResponseInputStream<?>) body).abort();
        }

        @Override
        public Parts parts(String key) throws Exception {
            String id = done(client.createMultipartUpload(
                            to -> to.bucket(bucket).key(key)))
                    .uploadId();
            List<CompletedPart> sent = new ArrayList<>();
            return new Parts() {
                @Override
                public void send(int number, byte[] bytes) throws Exception {
                    String tag = done(client.uploadPart(
                                    to -> to.bucket(bucket)
                                            .key(key)
                                            .uploadId(id)
                                            .partNumber(number),
                                    AsyncRequestBody.fromBytes(bytes)))
                            .eTag();
                    sent.add(
                            CompletedPart.builder().partNumber(number).eTag(tag).build());
                }

                @Override
                public void complete() throws Exception {
                    done(client.completeMultipartUpload(
                            to -> to.bucket(bucket).key(key).uploadId(id).multipartUpload(all -> all.parts(sent))));
                }

                @Override
                public void abort() throws Exception {
                    done(client.abortMultipartUpload(
                            to -> to.bucket(bucket).key(key).uploadId(id)));
                }
            };
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
