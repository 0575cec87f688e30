package io.obs.part.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3PartIT {

    private static S3Client client(S3Part s3, String secret) {
        return S3Client.builder()
                .endpointOverride(s3.uri())
                .region(Region.of(S3Part.REGION))
                .credentialsProvider(() -> AwsBasicCredentials.create(S3Part.ACCESS_KEY, secret))
                .forcePathStyle(true)
                .overrideConfiguration(to -> to.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
    }

    @Test
    void objects_areKeptAcrossARestartOnTheSamePort(@TempDir Path directory) {
        int port;
        S3Client client;
        try (S3Part s3 = S3Part.embedded(0, directory)) {
            port = s3.port();
            client = client(s3, S3Part.SECRET_KEY);
            client.createBucket(to -> to.bucket("media"));
            client.putObject(to -> to.bucket("media").key("a/b.txt"), RequestBody.fromString("hello"));
        }
        assertThatThrownBy(client::listBuckets).isInstanceOf(SdkClientException.class);
        try (S3Part s3 = S3Part.embedded(port, directory)) {
            assertThat(s3.port()).isEqualTo(port);
            assertThat(client.getObjectAsBytes(to -> to.bucket("media").key("a/b.txt"))
                            .asUtf8String())
                    .isEqualTo("hello");
        }
        client.close();
    }

    @Test
    void wrongSecret_isRefused() {
        try (S3Part s3 = S3Part.start();
                S3Client client = client(s3, "guessed")) {
            assertThatThrownBy(() -> client.listBuckets())
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            refused -> assertThat(refused.statusCode()).isEqualTo(403));
        }
    }
}
