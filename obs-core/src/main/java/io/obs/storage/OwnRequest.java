package io.obs.storage;

import org.jspecify.annotations.Nullable;

/** A call to a service's own store: the span is named by what is done. */
record OwnRequest(
        StorageAction action,
        @Nullable String bucket,
        @Nullable String key,
        long size) implements StorageRequest {

    @Override
    public String name() {
        return switch (action) {
            case UPLOAD -> "storage upload";
            case DOWNLOAD -> "storage download";
            case DELETE -> "storage delete";
            case LIST -> "storage list";
            case OTHER -> "storage call";
        };
    }
}
