package io.obs.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A template such as {@code /api/v1/jobs/{id}}, matched on raw paths without splitting them.
 *
 * @param text as it was declared, and as it stands in the {@code endpoint} label
 * @param segments its literal segments; null where any one segment fits
 * @param open whether more segments may follow
 */
record RouteTemplate(String text, List<@Nullable String> segments, boolean open) {

    private static final String REST = "*";

    static RouteTemplate parse(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("route \"" + text + "\" has to start with a slash");
        }
        List<@Nullable String> segments = new ArrayList<>();
        String[] parts = text.substring(1).split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            boolean any = part.length() > 2 && part.startsWith("{") && part.endsWith("}");
            String inner = any ? part.substring(1, part.length() - 1) : part;
            boolean rest = part.equals(REST) && i == parts.length - 1;
            if (inner.contains("{") || inner.contains("}") || inner.contains("?") || (inner.contains(REST) && !rest)) {
                throw new IllegalArgumentException("route \"" + text + "\" has the segment \"" + part
                        + "\", allowed: literal text, {name}, and * as the last one");
            }
            if (!rest) {
                segments.add(any ? null : part);
            }
        }
        return new RouteTemplate(text, segments, parts[parts.length - 1].equals(REST));
    }

    boolean isLiteral() {
        return !open && !segments.contains(null);
    }

    boolean matches(String path) {
        int at = 0; // of the slash before the next segment
        for (int i = 0; i < segments.size(); i++) {
            if (at >= path.length() || path.charAt(at) != '/') {
                return false;
            }
            int end = path.indexOf('/', at + 1);
            end = end < 0 ? path.length() : end;
            String literal = segments.get(i);
            boolean fits = literal == null
                    ? end > at + 1
                    : end - at - 1 == literal.length() && path.startsWith(literal, at + 1);
            if (!fits) {
                return false;
            }
            at = end;
        }
        return open ? at < path.length() : at == path.length();
    }
}
