package io.obs.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An object's bytes on their way to a reader: tells once how reading ended. What reading throws goes on as it is.
 *
 * <p>Held by its reader only: one that is neither read to its end nor closed is never told of, and leaks nothing here.
 */
public final class DownloadBody extends FilterInputStream {

    /** Hears how reading ended; never throws. */
    @FunctionalInterface
    public interface End {

        /**
         * @param whole true where all bytes were read; false where the reader left before
         * @param error what reading threw; null where it did not
         */
        void ended(boolean whole, @Nullable Throwable error);
    }

    private final InputStream body;
    private final long length;
    private final End end;
    private long passed;
    private volatile boolean ended;

    /**
     * @param length how many bytes there are; negative where that is not known: then a reader has left if it closes while
     *     more are {@linkplain InputStream#available() available}
     * @param end may hear of several ends where threads race; the first one counts
     */
    public DownloadBody(InputStream body, long length, End end) {
        super(Objects.requireNonNull(body, "body"));
        this.body = body;
        this.length = length;
        this.end = Objects.requireNonNull(end, "end");
    }

    private void end(boolean whole, @Nullable Throwable error) {
        if (!ended) {
            ended = true;
            end.ended(whole, error);
        }
    }

    @Override
    public int read() throws IOException {
        try {
            int one = body.read();
            read(one < 0 ? -1 : 1);
            return one;
        } catch (Throwable e) {
            end(false, e);
            throw e;
        }
    }

    @Override
    public int read(byte[] to, int offset, int count) throws IOException {
        try {
            int read = body.read(to, offset, count);
            read(read);
            return read;
        } catch (Throwable e) {
            end(false, e);
            throw e;
        }
    }

    private void read(int count) {
        if (count < 0) {
            end(true, null);
        } else {
            passed += count;
        }
    }

    @Override
    public long skip(long count) throws IOException {
        try {
            long skipped = body.skip(count);
            passed += skipped;
            return skipped;
        } catch (Throwable e) {
            end(false, e);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            boolean whole = ended || (length < 0 ? nothingWaits() : passed >= length);
            body.close();
            end(whole, null);
        } catch (Throwable e) {
            end(false, e);
            throw e;
        }
    }

    private boolean nothingWaits() {
        try {
            return body.available() == 0;
        } catch (IOException e) { // closed, or broken: closing will tell
            return true;
        }
    }
}
