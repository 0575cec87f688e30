package io.obs.examples.captions.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What brings the recordings where containers run, as a program of its own. */
class BucketIT {

    @Test
    void program_bringsTheRecordings_alsoTwice() throws Exception {
        Map<String, String> settings = new HashMap<>(SharedPlatform.get().settings());
        settings.put("CAPTION_S3_BUCKET", "brought");

        for (int i = 0; i < 2; i++) {
            Process program = run(settings);
            String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(program.waitFor()).as(said).isZero();
        }

        try (S3Client s3 = S3Client.builder()
                .endpointOverride(URI.create(settings.get("CAPTION_S3_ENDPOINT")))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        settings.get("CAPTION_S3_ACCESS_KEY"), settings.get("CAPTION_S3_SECRET_KEY"))))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .build()) {
            assertThat(s3.listObjectsV2(request -> request.bucket("brought")).contents())
                    .extracting(S3Object::key)
                    .contains("media/greeting.wav", "media/interview.wav");
        }
    }

    private static Process run(Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        "target/caption-example-platform.jar",
                        Bucket.class.getName())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }
}
