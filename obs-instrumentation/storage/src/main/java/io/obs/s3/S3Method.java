package io.obs.s3;

import static io.obs.storage.StorageAction.DELETE;
import static io.obs.storage.StorageAction.DOWNLOAD;
import static io.obs.storage.StorageAction.LIST;
import static io.obs.storage.StorageAction.OTHER;
import static io.obs.storage.StorageAction.UPLOAD;

import io.obs.storage.StorageAction;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A method of S3: what it counts as.
 *
 * @param name as the SDK calls it
 * @param span the span's name
 * @param action what it does, where it is no step of an upload in parts
 * @param step its place in an upload in parts
 */
record S3Method(String name, String span, StorageAction action, Step step) {

    /** The places in an upload in parts. */
    enum Step {
        NONE,
        CREATE,
        PART,
        COMPLETE,
        ABORT
    }

    private static final Map<String, S3Method> COUNTED = Stream.of(
                    of("PutObject", UPLOAD),
                    of("CopyObject", UPLOAD),
                    of("GetObject", DOWNLOAD),
                    of("DeleteObject", DELETE),
                    of("DeleteObjects", DELETE),
                    of("ListObjects", LIST),
                    of("ListObjectsV2", LIST),
                    of("ListObjectVersions", LIST),
                    of("ListBuckets", LIST),
                    of("ListDirectoryBuckets", LIST),
                    step("CreateMultipartUpload", OTHER, Step.CREATE),
                    step("UploadPart", OTHER, Step.PART),
                    step("UploadPartCopy", OTHER, Step.PART),
                    step("CompleteMultipartUpload", UPLOAD, Step.COMPLETE),
                    step("AbortMultipartUpload", OTHER, Step.ABORT))
            .collect(Collectors.toUnmodifiableMap(S3Method::name, Function.identity()));

    /** The rest, as they are called; there are no more than the SDK has methods. */
    private static final Map<String, S3Method> OTHERS = new ConcurrentHashMap<>();

    static S3Method called(String name) {
        S3Method counted = COUNTED.get(name);
        return counted != null ? counted : OTHERS.computeIfAbsent(name, other -> of(other, OTHER));
    }

    private static S3Method of(String name, StorageAction action) {
        return step(name, action, Step.NONE);
    }

    private static S3Method step(String name, StorageAction action, Step step) {
        return new S3Method(name, "S3/" + name, action, step);
    }
}
