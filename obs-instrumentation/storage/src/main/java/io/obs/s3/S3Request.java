package io.obs.s3;

import io.obs.storage.StorageAction;
import io.obs.storage.StorageRequest;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/**
 * A request of the SDK, as obs sees it.
 *
 * @param action what it counts as: {@link StorageAction#OTHER} for a step of an upload that is counted as a whole
 */
record S3Request(S3Method method, StorageAction action, SdkRequest request) implements StorageRequest {

    @Override
    public String name() {
        return method.span();
    }

    @Override
    public String rpcSystem() {
        return AWS;
    }

    @Override
    public @Nullable String bucket() {
        return text("Bucket");
    }

    @Override
    public @Nullable String key() {
        return text("Key");
    }

    @Override
    public int part() {
        return method.step() == S3Method.Step.PART
                ? request.getValueForField("PartNumber", Integer.class).orElse(0)
                : 0;
    }

    /** Null for one that no upload has. */
    @Nullable
    String uploadId() {
        return text("UploadId");
    }

    private @Nullable String text(String field) {
        return request.getValueForField(field, String.class).orElse(null);
    }
}
