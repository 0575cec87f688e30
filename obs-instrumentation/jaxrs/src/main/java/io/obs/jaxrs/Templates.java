package io.obs.jaxrs;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The whole template of a resource: the path of the container's before it, without the expressions of its variables.
 *
 * <p>The standard's own begins with the application's path, whether or not the service is reached under it (a servlet's
 * mapping goes before the annotation). A request's path tells: what has to be taken away until the template matches.
 */
final class Templates {

    /** Far more than a service has; a bound all the same. */
    private static final int MAX = 2_000;

    private record Key(String base, String matched) {}

    private final Map<Key, String> known = new ConcurrentHashMap<>();

    /**
     * @param base the raw path of the base URI
     * @param matched the standard's template of the matched resource
     * @param path the request's raw path below the base
     */
    String full(String base, String matched, String path) {
        Key key = new Key(base, matched);
        String full = known.get(key);
        if (full == null) {
            full = compose(base, matched, path);
            if (known.size() < MAX) {
                known.put(key, full);
            }
        }
        return full;
    }

    /** The same before there is a request, of a base and the paths of class and method below it. */
    static String of(String base, String... below) {
        return variablesOnly(slashed(base + '/' + String.join("/", below)));
    }

    private static String compose(String base, String matched, String path) {
        String below = slashed(path.replaceAll(";[^/]*", ""));
        String template = slashed(matched);
        String left = template;
        while (!matches(left, below)) {
            int next = left.indexOf('/', 1);
            if (next < 0 || left.startsWith("/{")) { // an application's path has no variables
                left = withoutOverlap(base, template);
                break;
            }
            left = left.substring(next);
        }
        String whole = slashed(slashed(base) + left);
        return variablesOnly(whole);
    }

    /** Without the beginning that the base ends with. */
    private static String withoutOverlap(String base, String template) {
        String before = slashed(base);
        int end = template.length();
        while (end > 0 && !before.endsWith(template.substring(0, end))) {
            end = template.lastIndexOf('/', end - 1);
        }
        return end > 0 ? template.substring(end) : template;
    }

    /** Begins with one slash, has none doubled, and none at the end; empty for the root. */
    private static String slashed(String path) {
        String one = ("/" + path).replaceAll("/{2,}", "/");
        return one.endsWith("/") ? one.substring(0, one.length() - 1) : one;
    }

    private static boolean matches(String template, String path) {
        try {
            return Pattern.matches(expression(template), path);
        } catch (PatternSyntaxException notOurs) {
            return false;
        }
    }

    private static String expression(String template) {
        StringBuilder expression = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            int open = template.indexOf('{', at);
            int literalEnd = open < 0 ? template.length() : open;
            if (literalEnd > at) {
                expression.append(Pattern.quote(template.substring(at, literalEnd)));
            }
            if (open < 0) {
                break;
            }
            int close = closing(template, open);
            int colon = template.indexOf(':', open);
            expression
                    .append("(?:")
                    .append(
                            colon > 0 && colon < close
                                    ? template.substring(colon + 1, close).strip()
                                    : "[^/]+")
                    .append(')');
            at = close + 1;
        }
        return expression.toString();
    }

    private static String variablesOnly(String template) {
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at);
            plain.append(c);
            if (c == '{') {
                int close = closing(template, at);
                int colon = template.indexOf(':', at);
                int nameEnd = colon > 0 && colon < close ? colon : close;
                plain.append(template.substring(at + 1, nameEnd).strip()).append('}');
                at = close;
            }
            at++;
        }
        return plain.isEmpty() ? "/" : plain.toString();
    }

    /** Where the variable ends that begins here; its expression may have braces of its own. */
    private static int closing(String template, int open) {
        int depth = 0;
        for (int i = open; i < template.length(); i++) {
            if (template.charAt(i) == '{') {
                depth++;
            } else if (template.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        return template.length() - 1;
    }
}
