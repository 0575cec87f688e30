package io.obs.redis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An error that a Redis server answered. */
final class ErrorReply {

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]{1,23}(?=\\s|$)");

    private ErrorReply() {}

    /** The word that it begins with: {@code WRONGTYPE}. What follows may quote keys and values. */
    static String code(@Nullable String message) {
        if (message == null) {
            return "ERR";
        }
        Matcher code = CODE.matcher(message);
        return code.lookingAt() ? code.group() : "ERR";
    }
}
