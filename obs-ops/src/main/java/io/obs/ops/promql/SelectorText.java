package io.obs.ops.promql;

import io.obs.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A selector of series as somebody wrote it: a metric and its matchers, and no function, range or offset.
 *
 * @param metric the metric's name
 * @param matchers in their order
 */
public record SelectorText(String metric, List<Matcher> matchers) {

    private static final String MATCHER =
            "\\s*([a-zA-Z_]\\w*)\\s*(=~|!~|!=|=)\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`)\\s*";
    private static final Pattern SELECTOR =
            Pattern.compile("([a-zA-Z_:][\\w:]*)\\s*(?:\\{((?:" + MATCHER + ",)*(?:" + MATCHER + ")?)\\s*})?");
    private static final Pattern ONE = Pattern.compile(MATCHER);
    private static final Pattern SUM = Pattern.compile("sum\\s*\\((.*)\\)", Pattern.DOTALL);

    public SelectorText {
        matchers = List.copyOf(matchers);
    }

    /**
     * Reads {@code metric{label="value"}}, or {@code sum(...)} of that, which says no more where sums are made anyway.
     *
     * @throws IllegalArgumentException where it is something else; the message tells what is allowed
     */
    public static SelectorText parse(String query) {
        String text = query.strip();
        var sum = SUM.matcher(text);
        var selector = SELECTOR.matcher(sum.matches() ? sum.group(1).strip() : text);
        if (!selector.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not allowed; allowed: a metric and its matchers, such as "
                            + Selector.of(Catalog.HTTP_REQUESTS).where("endpoint", "=", "/jobs")
                            + ": rates, ranges and sums are made of it");
        }
        List<Matcher> matchers = new ArrayList<>();
        if (selector.group(2) != null) {
            for (MatchResult one : ONE.matcher(selector.group(2)).results().toList()) {
                matchers.add(new Matcher(one.group(1), one.group(2), unquoted(one.group(3))));
            }
        }
        return new SelectorText(selector.group(1), matchers);
    }

    private static String unquoted(String quoted) {
        String inner = quoted.substring(1, quoted.length() - 1);
        if (quoted.startsWith("`") || inner.indexOf('\\') < 0) {
            return inner;
        }
        return Pattern.compile("\\\\(.)", Pattern.DOTALL)
                .matcher(inner)
                .replaceAll(escaped -> java.util.regex.Matcher.quoteReplacement(
                        switch (escaped.group(1)) {
                            case "\\", "\"", "'" -> escaped.group(1);
                            case "n" -> "\n";
                            case "t" -> "\t";
                            default ->
                                throw new IllegalArgumentException("\"" + escaped.group()
                                        + "\" is not allowed in a value; allowed: \\\\ \\\" \\' \\n \\t");
                        }));
    }
}
