package io.obs.s3;

import io.obs.storage.DownloadBody;
import java.io.InputStream;
import software.amazon.awssdk.http.Abortable;
import software.amazon.awssdk.http.AbortableInputStream;

/** The body of a synchronous download. */
final class S3Body {

    private S3Body() {}

    /**
     * The same stream for its reader, which can abort it as before.
     *
     * @param length how many bytes it has; negative where that is not known
     */
    static InputStream of(InputStream body, long length, Transfer transfer) {
        transfer.begins(body);
        InputStream heard = new DownloadBody(body, length, (whole, error) -> transfer.ended(body, whole, error));
        if (!(body instanceof Abortable abortable)) {
            return heard;
        }
        return AbortableInputStream.create(heard, () -> {
            transfer.ended(body, false, null);
            abortable.abort();
        });
    }
}
