package io.obs.testkit.assertion;

import static java.util.Objects.requireNonNull;

import io.obs.collector.ReceivedSpan;
import io.obs.testkit.LogLine;
import io.obs.testkit.TestTelemetry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Assertions about one whole trace, its spans and its log lines. Used by one thread. */
public final class TraceAssert extends AbstractAssert<TraceAssert, List<ReceivedSpan>> {

    private final TestTelemetry telemetry;
    private final String traceId;

    private TraceAssert(TestTelemetry telemetry, String traceId) {
        super(telemetry.collector().trace(traceId), TraceAssert.class);
        this.telemetry = telemetry;
        this.traceId = traceId;
    }

    static TraceAssert newest(TestTelemetry telemetry, String rootName) {
        AtomicReference<String> traceId = new AtomicReference<>();
        telemetry.eventually(() -> traceId.set(find(rootName, telemetry)));
        return new TraceAssert(telemetry, requireNonNull(traceId.get()));
    }

    /** Its id once it is whole. */
    static String find(String rootName, TestTelemetry telemetry) {
        ReceivedSpan root = localRoots(telemetry).stream()
                .filter(span -> span.name().equals(rootName))
                .max(Comparator.comparingLong(ReceivedSpan::startNanos))
                .orElseThrow(() -> new AssertionError("expected a trace \"" + rootName + "\"; traces that have come:"
                        + Listing.of(roots(telemetry)) + "\nspans still open:" + Listing.of(telemetry.openSpans())));
        List<String> open = telemetry.openSpans(root.traceId());
        if (!open.isEmpty()) {
            throw new AssertionError("trace \"" + rootName + "\" has spans that nobody has ended:" + Listing.of(open));
        }
        if (!telemetry.settled()) {
            throw new AssertionError("trace \"" + rootName + "\": spans that have ended are still on their way");
        }
        return root.traceId();
    }

    /** The names of the local roots that have come: what has no parent here. */
    static List<String> roots(TestTelemetry telemetry) {
        return localRoots(telemetry).stream().map(ReceivedSpan::name).toList();
    }

    private static List<ReceivedSpan> localRoots(TestTelemetry telemetry) {
        List<ReceivedSpan> spans = telemetry.spans();
        Set<String> here = spans.stream().map(ReceivedSpan::spanId).collect(Collectors.toSet());
        return spans.stream()
                .filter(span -> !here.contains(span.parentSpanId()))
                .toList();
    }

    /** No span failed, and none of its lines is an ERROR or CRITICAL. */
    public TraceAssert hasNoErrors() {
        List<String> failed = actual.stream()
                .filter(ReceivedSpan::failed)
                .map(span -> "span " + span.name() + " " + errors(span))
                .toList();
        List<String> lines = lines().stream()
                .filter(line -> Set.of("ERROR", "CRITICAL").contains(requireNonNull(line.text("level"))))
                .map(LogLine::json)
                .toList();
        if (!failed.isEmpty() || !lines.isEmpty()) {
            failWithMessage(
                    "expected no errors; spans that failed:%s%nlines that say so:%s%ntrace:%n%s",
                    Listing.of(failed), Listing.of(lines), tree().detailed());
        }
        return this;
    }

    /** A span of that name failed. */
    public TraceAssert hasErrorIn(String spanName) {
        if (actual.stream().noneMatch(span -> span.name().equals(spanName) && span.failed())) {
            failWithMessage("expected an error in span \"%s\"; trace:%n%s", spanName, tree().detailed());
        }
        return this;
    }

    /**
     * It has exactly these spans, each below its parent, in whatever order siblings started.
     *
     * @param expected a span's name a line, indented below its parent
     */
    public TraceAssert hasTree(String expected) {
        List<String> wanted = SpanTree.canonical(expected);
        List<String> there = tree().canonical();
        if (!there.equals(wanted)) {
            failWithMessage(
                    "expected the tree%n%s%nbut it is%n%s%nmissing:%s%nnot expected:%s",
                    expected.stripIndent().stripTrailing(),
                    tree().detailed(),
                    Listing.of(without(wanted, there)),
                    Listing.of(without(there, wanted)));
        }
        return this;
    }

    /** It has a span of that name, which fulfils this; the first where there are several. */
    public TraceAssert hasSpan(String name, Consumer<ReceivedSpan> requirements) {
        ReceivedSpan found = actual.stream()
                .filter(span -> span.name().equals(name))
                .min(Comparator.comparingLong(ReceivedSpan::startNanos))
                .orElse(null);
        if (found == null) {
            failWithMessage("expected a span \"%s\"; trace:%n%s", name, tree().detailed());
        } else {
            requirements.accept(found);
        }
        return this;
    }

    /** It has a span of that name. */
    public TraceAssert hasSpan(String name) {
        return hasSpan(name, span -> {});
    }

    /**
     * There are lines of this trace, and all that was logged for its request has the trace's id and the id of one of its
     * spans. Where no other obs is under test at this moment, a line that was logged between the trace's first and last
     * moment without any id is one that has lost it.
     */
    public TraceAssert everyLineCarriesItsTraceId() {
        List<LogLine> own = lines();
        if (own.isEmpty()) {
            failWithMessage(
                    "expected lines of trace %s; all lines:%s",
                    traceId,
                    Listing.of(telemetry.lines().stream().map(LogLine::json).toList()));
        }
        Set<String> spans = actual.stream().map(ReceivedSpan::spanId).collect(Collectors.toSet());
        Set<Object> requests = new HashSet<>();
        own.forEach(line -> {
            if (line.text("request_id") != null) {
                requests.add(requireNonNull(line.text("request_id")));
            }
        });
        List<String> lost = telemetry.lines().stream()
                .filter(line -> traceId.equals(line.text("trace_id"))
                        ? !spans.contains(line.text("span_id"))
                        : requests.contains(line.fields().getOrDefault("request_id", "")) || LostLines.has(line, this))
                .map(LogLine::json)
                .toList();
        if (!lost.isEmpty()) {
            failWithMessage(
                    "lines that don't carry trace %s and one of its spans:%s%ntrace:%n%s",
                    traceId, Listing.of(lost), tree().detailed());
        }
        return this;
    }

    /** The lines of this trace, to be narrowed. */
    public LinesAssert linesOfIt() {
        return new LinesAssert(telemetry).ofTrace(traceId);
    }

    /** Its id. */
    public String traceId() {
        return traceId;
    }

    boolean isAlone() {
        return telemetry.isAlone();
    }

    /** Its first moment, in milliseconds since the epoch. */
    long beganMillis() {
        return actual.stream().mapToLong(ReceivedSpan::startNanos).min().orElse(0) / 1_000_000;
    }

    long endedMillis() {
        return actual.stream().mapToLong(ReceivedSpan::endNanos).max().orElse(0) / 1_000_000;
    }

    private List<LogLine> lines() {
        return telemetry.lines().stream()
                .filter(line -> traceId.equals(line.text("trace_id")))
                .toList();
    }

    private SpanTree tree() {
        return new SpanTree(actual);
    }

    private static String errors(ReceivedSpan span) {
        return span.events().stream()
                .filter(event -> event.name().equals("exception"))
                .map(event -> event.attributes().get("exception.type") + ": "
                        + event.attributes().get("exception.message"))
                .collect(Collectors.joining(", "));
    }

    private static List<String> without(List<String> all, List<String> others) {
        List<String> left = new ArrayList<>(all);
        others.forEach(left::remove);
        return left;
    }
}
