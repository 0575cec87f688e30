package io.obs.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** The admin token, kept as its digest, so that comparing tells neither its text nor its length by the time it takes. */
final class Token {

    private static final String SCHEME = "Bearer ";

    private final byte @Nullable [] digest;

    private Token(byte @Nullable [] digest) {
        this.digest = digest;
    }

    /** @param token null where none is asked for */
    static Token of(@Nullable String token) {
        return new Token(token == null ? null : digest(token));
    }

    /** False where everybody is let in. */
    boolean isAskedFor() {
        return digest != null;
    }

    /** @param authorization the request's Authorization header, or null */
    boolean allows(@Nullable String authorization) {
        if (digest == null) {
            return true;
        }
        return authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        digest, digest(authorization.substring(SCHEME.length()).strip()));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }
}
