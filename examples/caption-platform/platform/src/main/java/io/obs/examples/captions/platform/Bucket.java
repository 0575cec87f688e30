package io.obs.examples.captions.platform;

import io.obs.examples.captions.media.Recordings;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/** The storage as those see it who bring the recordings; a program of its own where containers run. */
public final class Bucket {

    private static final String NAME = "captions";

    private Bucket() {}

    /** Brings them to the storage that the environment names. */
    public static void main(String... arguments) {
        fill(System.getenv());
    }

    /** Brings the recordings, to where these settings say. */
    static void fill(Map<String, String> settings) {
        AwsBasicCredentials keys = AwsBasicCredentials.create(
                settings.getOrDefault("CAPTION_S3_ACCESS_KEY", ""), settings.getOrDefault("CAPTION_S3_SECRET_KEY", ""));
        String bucket = settings.getOrDefault("CAPTION_S3_BUCKET", NAME);
        try (S3Client s3 = S3Client.builder()
                .endpointOverride(URI.create(settings.getOrDefault("CAPTION_S3_ENDPOINT", "")))
                .credentialsProvider(StaticCredentialsProvider.create(keys))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .build()) {
            try {
                s3.createBucket(request -> request.bucket(bucket));
            } catch (BucketAlreadyOwnedByYouException there) {
                // as it should be
            }
            Recordings.make()
                    .forEach((name, bytes) -> s3.putObject(
                            request -> request.bucket(bucket).key("media/" + name), RequestBody.fromBytes(bytes)));
        }
    }
}
