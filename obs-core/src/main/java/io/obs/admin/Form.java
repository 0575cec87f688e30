package io.obs.admin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a body of {@code application/x-www-form-urlencoded}. */
final class Form {

    static final String TYPE = "application/x-www-form-urlencoded";

    private Form() {}

    /** True where a Content-Type says that, whatever its parameters. */
    static boolean is(String contentType) {
        int parameters = contentType.indexOf(';');
        return TYPE.equalsIgnoreCase((parameters < 0 ? contentType : contentType.substring(0, parameters)).strip());
    }

    /** @throws IllegalArgumentException where it is no form, or has a field twice */
    static Map<String, String> of(byte[] body) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            int at = pair.indexOf('=');
            if (at > 0) {
                String name = decoded(pair.substring(0, at));
                if (fields.put(name, decoded(pair.substring(at + 1))) != null) {
                    throw new IllegalArgumentException("a field stands twice");
                }
            } else if (!pair.isEmpty()) {
                throw new IllegalArgumentException("a field has no value");
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
