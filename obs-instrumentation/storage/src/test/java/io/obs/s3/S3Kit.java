package io.obs.s3;

import io.obs.part.s3.S3Part;
import io.obs.testkit.storage.RemoteStorageContract;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** A real S3 server for a test class, and a bucket for each test. */
abstract class S3Kit implements RemoteStorageContract {

    private static S3Part server;

    private final String bucket = "contract-" + UUID.randomUUID();

    @BeforeAll
    static void startServer() {
        server = S3Part.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void makeBucket() {
        try (S3Client bare = bare()) {
            bare.createBucket(to -> to.bucket(bucket));
        }
    }

    /** A client that nobody observes. */
    S3Client bare() {
        return to(S3Client.builder(), Way.to(serverPort(), bucket)).build();
    }

    /** The builder of a client of that kind and way. */
    static <B extends AwsClientBuilder<B, C> & S3BaseClientBuilder<B, C>, C> B timed(B builder, Way way) {
        return to(builder, way)
                .overrideConfiguration(to ->
                        to.apiCallTimeout(way.timeout()).retryStrategy(retry -> retry.maxAttempts(way.attempts())));
    }

    static <B extends AwsClientBuilder<B, C> & S3BaseClientBuilder<B, C>, C> B to(B builder, Way way) {
        return builder.endpointOverride(java.net.URI.create("http://127.0.0.1:" + way.port()))
                .region(Region.of(S3Part.REGION))
                .credentialsProvider(() -> AwsBasicCredentials.create(
                        S3Part.ACCESS_KEY, way.wrongSecret() ? "guessed" : S3Part.SECRET_KEY))
                .forcePathStyle(true);
    }

    @Override
    public int serverPort() {
        return server.port();
    }

    @Override
    public String bucket() {
        return bucket;
    }

    @Override
    public Look look() {
        return new Look(
                "S3/PutObject",
                "S3/GetObject",
                "S3/DeleteObject",
                "S3/ListObjectsV2",
                "CLIENT",
                "aws.s3.bucket",
                "aws.s3.key");
    }

    @Override
    public Class<? extends Throwable> missing() {
        return NoSuchKeyException.class;
    }
}
