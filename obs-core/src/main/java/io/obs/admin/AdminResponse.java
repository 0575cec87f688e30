package io.obs.admin;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An answer of an admin page. The server adds the length, caching and security headers.
 *
 * @param status the HTTP status
 * @param contentType the full content type
 * @param contentEncoding {@code gzip}, or null
 * @param body the bytes; owned by the answer
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
public record AdminResponse(
        int status, String contentType, @Nullable String contentEncoding, byte[] body) {

    public static AdminResponse text(int status, String text) {
        return new AdminResponse(status, "text/plain; charset=utf-8", null, text.getBytes(StandardCharsets.UTF_8));
    }

    public static AdminResponse json(int status, String json) {
        return new AdminResponse(status, "application/json", null, json.getBytes(StandardCharsets.UTF_8));
    }

    public static AdminResponse html(int status, String html) {
        return new AdminResponse(status, "text/html; charset=utf-8", null, html.getBytes(StandardCharsets.UTF_8));
    }
}
