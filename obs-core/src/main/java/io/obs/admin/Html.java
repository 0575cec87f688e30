package io.obs.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes facts as a small page to read: what maps hold as tables, what lists hold as items, maps that are all of one shape
 * as rows. No script, nothing loaded.
 */
final class Html {

    private static final String STYLE = """
            body{font:15px/1.5 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222;background:#fff}
            h1{font-size:1.4em}h2{font-size:1.1em;margin:1.6em 0 .3em}
            table{border-collapse:collapse}th,td{text-align:left;vertical-align:top;padding:.15em 1em .15em 0}
            th{font-weight:600;white-space:nowrap}ul{margin:0;padding-left:1.2em}.none{color:#777}
            """;

    /** What a browser may do with our pages: show this one style sheet. */
    static final String SECURITY_POLICY = "default-src 'none'; style-src 'sha256-" + digest(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final int DEEPEST = 20;

    private final StringBuilder to = new StringBuilder(2048);

    private Html() {}

    /** A page with a heading for each fact. */
    static String page(String title, Map<String, Object> facts) {
        Html html = new Html();
        html.open(title);
        facts.forEach(html::section);
        return html.close();
    }

    /** A page of links. */
    static String links(String title, Collection<String> paths) {
        Html html = new Html();
        html.open(title);
        html.to.append("<ul>");
        for (String path : paths) {
            html.to.append("<li><a href=\"");
            html.text(path);
            html.to.append("\">");
            html.text(path);
            html.to.append("</a></li>");
        }
        html.to.append("</ul>");
        return html.close();
    }

    private void open(String title) {
        to.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
        text(title);
        to.append("</title><style>").append(STYLE).append("</style></head><body><h1>");
        text(title);
        to.append("</h1>\n");
    }

    private String close() {
        return to.append("</body></html>\n").toString();
    }

    private void section(String name, Object fact) {
        to.append("<h2>");
        text(name.replace('_', ' '));
        to.append("</h2>");
        value(fact, 0);
        to.append('\n');
    }

    private void value(@Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            text("...");
        } else if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            table(map, depth);
        } else if (value instanceof Collection<?> items && !items.isEmpty()) {
            items(items, depth);
        } else if (value == null || value instanceof Map || value instanceof Collection) {
            to.append("<span class=\"none\">none</span>");
        } else {
            text(value.toString());
        }
    }

    private void table(Map<?, ?> map, int depth) {
        to.append("<table>");
        map.forEach((key, value) -> {
            to.append("<tr><th>");
            text(String.valueOf(key).replace('_', ' '));
            to.append("</th><td>");
            value(value, depth + 1);
            to.append("</td></tr>");
        });
        to.append("</table>");
    }

    private void items(Collection<?> items, int depth) {
        if (items.size() > 1 && items.iterator().next() instanceof Map<?, ?> first && areRows(items, first.keySet())) {
            rows(items, first.keySet());
            return;
        }
        to.append("<ul>");
        for (Object item : items) {
            to.append("<li>");
            value(item, depth + 1);
            to.append("</li>");
        }
        to.append("</ul>");
    }

    private static boolean areRows(Collection<?> items, Set<?> columns) {
        return items.stream()
                .allMatch(item -> item instanceof Map<?, ?> row
                        && row.keySet().equals(columns)
                        && row.values().stream()
                                .noneMatch(value -> value instanceof Map || value instanceof Collection));
    }

    private void rows(Collection<?> items, Set<?> columns) {
        to.append("<table><tr>");
        for (Object column : columns) {
            to.append("<th>");
            text(String.valueOf(column).replace('_', ' '));
            to.append("</th>");
        }
        to.append("</tr>");
        for (Object item : items) {
            to.append("<tr>");
            for (Object column : columns) {
                to.append("<td>");
                value(((Map<?, ?>) item).get(column), 0);
                to.append("</td>");
            }
            to.append("</tr>");
        }
        to.append("</table>");
    }

    private void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> to.append("&amp;");
                case '<' -> to.append("&lt;");
                case '>' -> to.append("&gt;");
                case '"' -> to.append("&quot;");
                case '\'' -> to.append("&#39;");
                default -> to.append(Character.isISOControl(c) ? '\uFFFD' : c);
            }
        }
    }

    private static String digest(String style) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }
}
