package io.obs.examples.captions.worker;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** A bucket: recordings under {@code media/}, captions under {@code captions/}. Thread-safe. */
final class Storage {

    private final S3Client s3;
    private final String bucket;

    Storage(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /**
     * A recording, whole.
     *
     * @throws software.amazon.awssdk.services.s3.model.NoSuchKeyException if there is none of that name
     * @throws software.amazon.awssdk.core.exception.SdkException if the storage can't be asked
     */
    byte[] recording(String name) {
        GetObjectRequest request =
                GetObjectRequest.builder().bucket(bucket).key("media/" + name).build();
        return s3.getObjectAsBytes(request).asByteArrayUnsafe();
    }

    /** @throws software.amazon.awssdk.core.exception.SdkException if the storage does not take it */
    void keep(String id, String captions) {
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(bucket)
                .key("captions/" + id + ".srt")
                .contentType("application/x-subrip")
                .build();
        s3.putObject(request, RequestBody.fromString(captions));
    }
}
