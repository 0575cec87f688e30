package io.obs.s3;

import io.obs.storage.StorageAction;
import io.obs.storage.StorageRequest;
import org.jspecify.annotations.Nullable;

/** An upload in parts as a whole: no call of its own, but a span around its calls. */
record MultipartRequest(S3Request create) implements StorageRequest {

    @Override
    public StorageAction action() {
        return StorageAction.UPLOAD;
    }

    @Override
    public String name() {
        return "S3 multipart upload";
    }

    @Override
    public @Nullable String bucket() {
        return create.bucket();
    }

    @Override
    public @Nullable String key() {
        return create.key();
    }
}
