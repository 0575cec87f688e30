package io.obs.s3;

import io.obs.pipeline.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The uploads in parts that are under way, by their ids. Bounded: those that nobody has touched for an hour, and the
 * longest untouched of more than a thousand, are given up, when another upload begins.
 */
final class OpenUploads {

    static final int MOST = 1_000;
    static final long IDLE_NANOS = TimeUnit.HOURS.toNanos(1);

    private final Clock clock;
    private final Map<String, MultipartUpload> open = new LinkedHashMap<>(16, 0.75f, true);

    OpenUploads(Clock clock) {
        this.clock = clock;
    }

    void add(String id, MultipartUpload upload) {
        List<MultipartUpload> over;
        synchronized (open) {
            long now = clock.nanoTime();
            upload.touched(now);
            open.put(id, upload);
            over = tooMany(now);
        }
        over.forEach(MultipartUpload::givenUp);
    }

    /** Null for one that was created elsewhere, or given up. */
    @Nullable
    MultipartUpload find(@Nullable String id) {
        synchronized (open) {
            MultipartUpload upload = open.get(id);
            if (upload != null) {
                upload.touched(clock.nanoTime());
            }
            return upload;
        }
    }

    void remove(@Nullable String id) {
        synchronized (open) {
            open.remove(id);
        }
    }

    /** Takes out those that are given up; the first is the one that was not touched for the longest time. */
    private List<MultipartUpload> tooMany(long now) {
        List<MultipartUpload> over = new ArrayList<>();
        Iterator<MultipartUpload> eldest = open.values().iterator();
        while (eldest.hasNext()) {
            MultipartUpload upload = eldest.next();
            if (open.size() <= MOST && now - upload.touched() < IDLE_NANOS) {
                break;
            }
            eldest.remove();
            over.add(upload);
        }
        return over;
    }
}
