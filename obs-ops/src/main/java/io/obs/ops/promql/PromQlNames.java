package io.obs.ops.promql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names in a query. Not a parser: promtool checks the syntax; this finds metrics, matched labels, labels in
 * {@code by}, {@code on} and the like, and those that {@code label_replace} makes.
 *
 * @param metrics each use of a metric
 * @param grouped labels that are grouped by, joined on or copied
 * @param made labels that label_replace or label_join makes
 */
record PromQlNames(List<Use> metrics, Set<String> grouped, Set<String> made) {

    /** One metric with the labels that its matchers name. */
    record Use(String metric, List<String> matched) {}

    private static final Pattern TOKEN = Pattern.compile(
            "(?<space>\\s+|#[^\\n]*)|(?<text>\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`)"
                    + "|(?<word>[A-Za-z_:][A-Za-z0-9_:.]*)|(?<number>[0-9][0-9A-Za-z_.]*)|(?<sign>.)",
            Pattern.DOTALL);
    private static final Set<String> LISTS = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> KEYWORDS =
            Set.of("and", "or", "unless", "bool", "offset", "inf", "nan", "start", "end");

    static PromQlNames in(String query) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(query);
        while (matcher.find()) {
            if (matcher.group("space") == null) {
                tokens.add(matcher.group());
            }
        }
        PromQlNames names = new PromQlNames(new ArrayList<>(), new LinkedHashSet<>(), new HashSet<>());
        names.read(tokens);
        return names;
    }

    private void read(List<String> tokens) {
        int at = 0;
        while (at < tokens.size()) {
            String token = tokens.get(at);
            String next = at + 1 < tokens.size() ? tokens.get(at + 1) : "";
            if (token.equals("[")) {
                at = end(tokens, at, "]");
            } else if (token.equals("{")) {
                metrics.add(new Use("without a name", matched(tokens, at)));
                at = end(tokens, at, "}");
            } else if (!isWord(token) || KEYWORDS.contains(token.toLowerCase(Locale.ROOT))) {
                at++;
            } else if (LISTS.contains(token)) {
                int end = next.equals("(") ? end(tokens, at, ")") : at + 1;
                tokens.subList(at + 1, end).stream().filter(PromQlNames::isWord).forEach(grouped::add);
                at = end;
            } else if (next.equals("by") || next.equals("without")) {
                at++;
            } else if (next.equals("(")) {
                if (token.equals("label_replace") || token.equals("label_join")) {
                    made.add(destination(tokens, at + 1));
                }
                at += 2;
            } else if (next.equals("{")) {
                metrics.add(new Use(token, matched(tokens, at + 1)));
                at = end(tokens, at, "}");
            } else {
                metrics.add(new Use(token, List.of()));
                at++;
            }
        }
    }

    /** The index after the next such token. */
    private static int end(List<String> tokens, int from, String closing) {
        int at = from;
        while (at < tokens.size() && !tokens.get(at).equals(closing)) {
            at++;
        }
        return at + 1;
    }

    private static List<String> matched(List<String> tokens, int brace) {
        List<String> matched = new ArrayList<>();
        for (int at = brace + 1; at < tokens.size() && !tokens.get(at).equals("}"); at++) {
            if (isWord(tokens.get(at))) {
                matched.add(tokens.get(at));
            }
        }
        return matched;
    }

    /** The first text at the depth of the function's own arguments: after its first argument. */
    private static String destination(List<String> tokens, int parenthesis) {
        int depth = 0;
        for (int at = parenthesis; at < tokens.size(); at++) {
            String token = tokens.get(at);
            if (token.equals("(")) {
                depth++;
            } else if (token.equals(")")) {
                depth--;
            } else if (depth == 1
                    && token.startsWith("\"")
                    && tokens.get(at - 1).equals(",")) {
                return token.substring(1, token.length() - 1);
            }
        }
        return "";
    }

    private static boolean isWord(String token) {
        char first = token.charAt(0);
        return first == '_' || first == ':' || Character.isLetter(first);
    }
}
