package io.obs.examples.captions.platform;

import io.obs.collector.ReceivedSpan;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Prints the spans of a trace as a tree, one line a span. */
final class TraceTree {

    private final List<ReceivedSpan> spans;
    private final Set<String> known = new HashSet<>();
    private final StringBuilder out = new StringBuilder();

    private TraceTree(List<ReceivedSpan> spans) {
        this.spans = spans.stream()
                .sorted(Comparator.comparingLong(ReceivedSpan::startNanos))
                .toList();
        spans.forEach(span -> known.add(span.spanId()));
    }

    /** @param spans of one trace, in any order, at least one */
    static String print(List<ReceivedSpan> spans) {
        TraceTree tree = new TraceTree(spans);
        long services = spans.stream().map(ReceivedSpan::service).distinct().count();
        tree.out.append(String.format(
                Locale.ROOT,
                "trace %s: %d spans of %d service%s\n",
                spans.get(0).traceId(),
                spans.size(),
                services,
                services == 1 ? "" : "s"));
        tree.spans.stream()
                .filter(span -> !tree.known.contains(span.parentSpanId()))
                .forEach(root -> tree.append(root, "", ""));
        return tree.out.toString();
    }

    private void append(ReceivedSpan span, String branch, String indent) {
        String line = String.format(
                Locale.ROOT,
                "%-64s %9.2f ms  %-11s %-8s %s",
                branch + span.name(),
                (span.endNanos() - span.startNanos()) / 1e6,
                span.service(),
                span.kind().toLowerCase(Locale.ROOT),
                remarks(span));
        out.append(line.stripTrailing()).append('\n');
        List<ReceivedSpan> children = spans.stream()
                .filter(other -> other.parentSpanId().equals(span.spanId()))
                .toList();
        for (int i = 0; i < children.size(); i++) {
            boolean last = i == children.size() - 1;
            append(children.get(i), indent + (last ? "└─ " : "├─ "), indent + (last ? "   " : "│  "));
        }
    }

    private static String remarks(ReceivedSpan span) {
        StringBuilder remarks = new StringBuilder();
        Object status = span.attributes().get("http.response.status_code");
        if (status != null) {
            remarks.append(status).append(' ');
        }
        if (span.failed()) {
            remarks.append("ERROR ")
                    .append(span.attributes().getOrDefault("error.type", ""))
                    .append(' ');
        }
        span.events().forEach(event -> remarks.append('[').append(event.name()).append("] "));
        return remarks.toString();
    }
}
