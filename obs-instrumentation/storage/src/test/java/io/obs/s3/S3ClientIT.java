package io.obs.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obs.Observability;
import io.obs.part.s3.S3Part;
import io.obs.testkit.TestTelemetry;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3ClientIT extends S3Kit {

    @Override
    public RemoteStore store(Observability obs, Way way) {
        return new Objects(S3Observability.create(obs).build(timed(S3Client.builder(), way)), way.bucket());
    }

    @Test
    void serverThatIsStoppedAndStartedAgain_isFoundAgain(@TempDir Path directory) throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            S3Part first = S3Part.embedded(0, directory);
            int port = first.port();
            try (RemoteStore store = store(telemetry.obs(), Way.to(port, "kept"));
                    S3Client bare = to(S3Client.builder(), Way.to(port, "kept")).build()) {
                bare.createBucket(to -> to.bucket("kept"));
                store.put("a", new byte[10]);
                first.close();
                assertThatThrownBy(() -> store.get("a")).isInstanceOf(SdkClientException.class);
                try (S3Part second = S3Part.embedded(port, directory)) {
                    assertThat(second.port()).isEqualTo(port);
                    assertThat(store.get("a")).hasSize(10);
                }
            }
            assertThat(telemetry.scrape().value("storage_errors_total", "operation", "download"))
                    .hasValue(1);
            assertThat(telemetry.scrape().value("storage_download_duration_seconds_count"))
                    .hasValue(1);
        }
    }

    private record Objects(S3Client client, String bucket) implements RemoteStore {

        @Override
        public void put(String key, byte[] bytes) {
            client.putObject(to -> to.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
        }

        @Override
        public byte[] get(String key) {
            return client.getObjectAsBytes(to -> to.bucket(bucket).key(key)).asByteArray();
        }

        @Override
        public InputStream open(String key) {
            return client.getObject(to -> to.bucket(bucket).key(key));
        }

        @Override
        public void delete(String key) {
            client.deleteObject(to -> to.bucket(bucket).key(key));
        }

        @Override
        public List<String> list(String prefix) {
            return client.listObjectsV2(to -> to.bucket(bucket).prefix(prefix)).contents().stream()
                    .map(S3Object::key)
                    .toList();
        }

        @Override
        public void abort(InputStream body) {
            ((ResponseInputStream<?>) body).abort();
        }

        @Override
        public Parts parts(String key) {
            String id = client.createMultipartUpload(to -> to.bucket(bucket).key(key))
                    .uploadId();
            List<CompletedPart> sent = new ArrayList<>();
            return new Parts() {
                @Override
                public void send(int number, byte[] bytes) {
                    String tag = client.uploadPart(
                                    to -> to.bucket(bucket)
                                            .key(key)
                                            .uploadId(id)
                                            .partNumber(number),
                                    RequestBody.fromBytes(bytes))
                            .eTag();
                    sent.add(
                            CompletedPart.builder().partNumber(number).eTag(tag).build());
                }

                @Override
                public void complete() {
                    client.completeMultipartUpload(
                            to -> to.bucket(bucket).key(key).uploadId(id).multipartUpload(all -> all.parts(sent)));
                }

                @Override
                public void abort() {
                    client.abortMultipartUpload(to -> to.bucket(bucket).key(key).uploadId(id));
                }
            };
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
