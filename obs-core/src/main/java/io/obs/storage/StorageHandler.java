package io.obs.storage;

import static java.util.Objects.requireNonNull;

import io.obs.Observability;
import io.obs.catalog.Catalog;
import io.obs.config.CoreKeys;
import io.obs.pipeline.Meters;
import io.obs.pipeline.Meters.Counter;
import io.obs.pipeline.Meters.Histogram;
import io.obs.pipeline.Pipeline;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The life cycle of calls to a store: their time, their errors and their spans, whatever the store is.
 *
 * <p>A service wraps the calls to a store of its own; results and exceptions are the call's own, checked ones by their own
 * type. What ended well is timed, what threw is counted. Thread-safe; never throws after it was made. Once obs is closed,
 * calls pass as if nobody looked.
 *
 * <pre>{@code
 * StorageHandler storage = StorageHandler.create(obs);
 * storage.upload("captions", key, text.length, () -> store.write(key, text));
 * byte[] media = storage.download("media", key, () -> store.read(key));
 * }</pre>
 */
public final class StorageHandler {

    private final Pipeline pipeline;
    private final boolean keys;
    private final Histogram uploads;
    private final Histogram downloads;
    private final Counter uploadErrors;
    private final Counter downloadErrors;
    private final Counter deleteErrors;
    private final Counter listErrors;

    private StorageHandler(Observability obs) {
        pipeline = obs.pipeline();
        keys = obs.config().get(CoreKeys.STORAGE_KEYS);
        Meters meters = pipeline.meters();
        uploads = meters.histograms(Catalog.STORAGE_UPLOAD_DURATION).get();
        downloads = meters.histograms(Catalog.STORAGE_DOWNLOAD_DURATION).get();
        Meters.Family<Counter> errors = meters.counters(Catalog.STORAGE_ERRORS);
        uploadErrors = errors.get("upload");
        downloadErrors = errors.get("download");
        deleteErrors = errors.get("delete");
        listErrors = errors.get("list");
    }

    public static StorageHandler create(Observability obs) {
        return new StorageHandler(requireNonNull(obs, "obs"));
    }

    /** What is done to the store; {@code X} is what it may throw. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object, X extends Exception> {
        T call() throws X;
    }

    /** True once obs is closed. */
    public boolean isClosed() {
        return pipeline.isClosed();
    }

    /** Starts a call in the current context. */
    public StorageOperation start(StorageRequest request) {
        return start(Context.current(), request);
    }

    /** Starts a call in that context; whoever starts it ends it. */
    public StorageOperation start(Context parent, StorageRequest request) {
        return pipeline.start(new StorageOperation(this, parent, request));
    }

    /** @param size the object's bytes; negative where that is not known */
    public <T extends @Nullable Object, X extends Exception> T upload(
            @Nullable String bucket, @Nullable String key, long size, Work<T, X> work) throws X {
        return observe(new OwnRequest(StorageAction.UPLOAD, bucket, key, size), work);
    }

    /** For what gives back the object as a whole; where it hands out a stream, see {@link #open}. */
    public <T extends @Nullable Object, X extends Exception> T download(
            @Nullable String bucket, @Nullable String key, Work<T, X> work) throws X {
        return observe(new OwnRequest(StorageAction.DOWNLOAD, bucket, key, -1), work);
    }

    /** A download that ends with the stream that the work hands out: read to its end, or closed before, untimed. */
    public <X extends Exception> InputStream open(
            @Nullable String bucket, @Nullable String key, Work<? extends InputStream, X> work) throws X {
        requireNonNull(work, "work");
        if (isClosed()) {
            return work.call();
        }
        StorageOperation operation = start(new OwnRequest(StorageAction.DOWNLOAD, bucket, key, -1));
        InputStream body = within(operation, work);
        if (body == null) { // what that means is between the store and its caller
            operation.end();
            return body;
        }
        return new DownloadBody(body, -1, operation::ended);
    }

    public <T extends @Nullable Object, X extends Exception> T delete(
            @Nullable String bucket, @Nullable String key, Work<T, X> work) throws X {
        return observe(new OwnRequest(StorageAction.DELETE, bucket, key, -1), work);
    }

    public <T extends @Nullable Object, X extends Exception> T list(@Nullable String bucket, Work<T, X> work) throws X {
        return observe(new OwnRequest(StorageAction.LIST, bucket, null, -1), work);
    }

    private <T extends @Nullable Object, X extends Exception> T observe(OwnRequest request, Work<T, X> work) throws X {
        requireNonNull(work, "work");
        if (isClosed()) {
            return work.call();
        }
        StorageOperation operation = start(request);
        T result = within(operation, work);
        operation.end();
        return result;
    }

    @SuppressWarnings("try") // the scope is only held
    private static <T extends @Nullable Object, X extends Exception> T within(
            StorageOperation operation, Work<T, X> work) throws X {
        try (Scope scope = operation.makeCurrent()) {
            return work.call();
        } catch (Throwable e) {
            operation.failed(e);
            throw e;
        }
    }

    boolean keys() {
        return keys;
    }

    void ended(StorageOperation operation) {
        StorageAction action = operation.action();
        switch (operation.outcome().result()) {
            case SUCCESS -> {
                if (action == StorageAction.UPLOAD) {
                    uploads.observeNanos(operation.durationNanos(), operation);
                } else if (action == StorageAction.DOWNLOAD) {
                    downloads.observeNanos(operation.durationNanos(), operation);
                }
            }
            case FAILURE -> failed(action, operation);
            case CANCELLED -> {}
        }
    }

    private void failed(StorageAction action, StorageOperation operation) {
        switch (action) {
            case UPLOAD -> uploadErrors.inc(operation);
            case DOWNLOAD -> downloadErrors.inc(operation);
            case DELETE -> deleteErrors.inc(operation);
            case LIST -> listErrors.inc(operation);
            case OTHER -> {}
        }
    }
}
