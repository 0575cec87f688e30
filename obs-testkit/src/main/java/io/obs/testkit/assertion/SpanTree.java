package io.obs.testkit.assertion;

import io.obs.collector.ReceivedSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The spans of one trace as indented text, siblings in the order in which they started. */
final class SpanTree {

    private static final String INDENT = "  ";

    private final List<ReceivedSpan> spans;

    SpanTree(List<ReceivedSpan> spans) {
        this.spans = spans;
    }

    /** One line a span, with its kind and its error. */
    String detailed() {
        return write(
                Comparator.comparingLong(ReceivedSpan::startNanos),
                span -> span.name()
                        + (span.kind().equals("INTERNAL") ? "" : " [" + span.kind() + "]")
                        + (span.failed() ? " ERROR" : ""));
    }

    /** Names only, in a form that two trees of the same shape share whatever the order of siblings. */
    List<String> canonical() {
        return sorted(write(Comparator.comparingLong(ReceivedSpan::startNanos), ReceivedSpan::name)
                .lines()
                .toList());
    }

    /** The same of a text that somebody wrote. */
    static List<String> canonical(String written) {
        return sorted(
                written.stripIndent().lines().filter(line -> !line.isBlank()).toList());
    }

    private String write(Comparator<ReceivedSpan> order, Function<ReceivedSpan, String> text) {
        Set<String> ids = spans.stream().map(ReceivedSpan::spanId).collect(Collectors.toSet());
        StringBuilder tree = new StringBuilder();
        spans.stream()
                .filter(span -> !ids.contains(span.parentSpanId()))
                .sorted(order)
                .forEach(root -> write(root, "", order, text, tree));
        return tree.toString();
    }

    private void write(
            ReceivedSpan span,
            String indent,
            Comparator<ReceivedSpan> order,
            Function<ReceivedSpan, String> text,
            StringBuilder to) {
        to.append(indent).append(text.apply(span)).append('\n');
        spans.stream()
                .filter(child -> child.parentSpanId().equals(span.spanId()))
                .sorted(order)
                .forEach(child -> write(child, indent + INDENT, order, text, to));
    }

    /** Each span by the path of names that leads to it, sorted. */
    private static List<String> sorted(List<String> lines) {
        List<String> paths = new ArrayList<>();
        List<String> above = new ArrayList<>();
        List<Integer> indents = new ArrayList<>();
        for (String line : lines) {
            int indent = line.length() - line.stripLeading().length();
            while (!indents.isEmpty() && indents.get(indents.size() - 1) >= indent) {
                indents.remove(indents.size() - 1);
                above.remove(above.size() - 1);
            }
            indents.add(indent);
            above.add(line.strip());
            paths.add(String.join(" > ", above));
        }
        return paths.stream().sorted().toList();
    }
}
