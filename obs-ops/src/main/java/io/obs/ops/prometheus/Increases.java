package io.obs.ops.prometheus;

import io.obs.ops.promql.Selector;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * By how much counters grew in a span, exactly: what PromQL's {@code increase()} estimates.
 *
 * <p>{@code increase()} extrapolates to the edges of its range, leaves out a new series' first value, and forgets what
 * lies between two ranges. Here the span is cut into windows; in a window without a reset a series grew by the
 * difference of its last values. Only the windows in which a series began, came back or was reset are read sample by
 * sample. So a month costs some hundred values a series, whatever the scrape interval.
 *
 * <p>A sample at the span's start belongs to the time before it, one at its end to the span: months add up.
 */
public final class Increases {

    private static final List<Duration> WINDOWS =
            List.of(Duration.ofHours(1), Duration.ofMinutes(30), Duration.ofMinutes(15), Duration.ofMinutes(1));
    /** A reset between the last sample of a window and the first of the next is seen by both, up to this scrape interval. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private static final String INSTANCE = "instance";
    private static final int MOST_INSTANCES = 20;

    private final PrometheusClient client;
    private final FirstValues firstValues;
    private final Progress progress;

    public Increases(PrometheusClient client, Progress progress) {
        this.client = client;
        this.firstValues = new FirstValues(client);
        this.progress = progress;
    }

    /** Takes what each series grew by in each window it had samples in, zero included. */
    @FunctionalInterface
    public interface Sink {

        /** The window ends at that instant; a series may come more than once for one window. */
        void add(Map<String, String> labels, Instant windowEnd, double increase);
    }

    /** The longest window that divides the span and by which whole days can be told in any time zone. */
    public static Duration window(Instant from, Instant to) {
        long seconds = Duration.between(from, to).toSeconds();
        return WINDOWS.stream()
                .filter(window -> seconds % window.toSeconds() == 0)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a span of whole minutes is needed"));
    }

    /** Reads the span {@code (from, to]} of the selector's counters. */
    public void read(String selector, Instant from, Instant to, Sink sink) {
        read(selector, from, to, window(from, to), sink);
    }

    /** The same by windows of that length, which must divide the span. */
    public void read(String selector, Instant from, Instant to, Duration window, Sink sink) {
        Scan scan = new Scan(selector, window, from, sink);
        long minutes = Duration.between(from, to).toMinutes();
        Pieces.read(
                from,
                to,
                window,
                (start, end) -> {
                    progress.at(selector, Duration.between(from, start).toMinutes(), minutes);
                    return scan.read(start, end);
                },
                scan::add);
        progress.at(selector, 1, 1);
    }

    private record Last(double value, long time) {}

    /** Last values at windows' ends, and the ends of the windows with resets, by labels. */
    private record Piece(List<Series> lasts, Map<Map<String, String>, Set<Long>> resets) {}

    /** One reading: knows each series' last value so far. */
    private final class Scan {

        private final String selector;
        private final Duration window;
        private final Instant start;
        private final Sink sink;
        private final Map<Map<String, String>, Last> lasts = new HashMap<>();

        Scan(String selector, Duration window, Instant start, Sink sink) {
            this.selector = selector;
            this.window = window;
            this.start = start;
            this.sink = sink;
        }

        Piece read(Instant from, Instant to) {
            Instant first = from.equals(start) ? from : from.plus(window);
            String range = "[" + window.toSeconds() + "s]";
            return new Piece(
                    client.queryRange("last_over_time(" + selector + range + ")", first, to, window),
                    resets(from.plus(window), to));
        }

        void add(Piece piece) {
            Map<Long, Map<Map<String, String>, Last>> unclear = new TreeMap<>();
            for (Series series : piece.lasts()) {
                walk(series, piece.resets(), unclear);
            }
            unclear.forEach(this::readSamples);
        }

        private Map<Map<String, String>, Set<Long>> resets(Instant from, Instant to) {
            String range = "[" + window.plus(OVERLAP).toSeconds() + "s]";
            Map<Map<String, String>, Set<Long>> found = new HashMap<>();
            for (Series series : client.queryRange("resets(" + selector + range + ") > 0", from, to, window)) {
                Set<Long> ends = found.computeIfAbsent(Labels.withoutName(series.labels()), key -> new HashSet<>());
                series.times().forEach(ends::add);
            }
            return found;
        }

        private void walk(
                Series series,
                Map<Map<String, String>, Set<Long>> resets,
                Map<Long, Map<Map<String, String>, Last>> unclear) {
            Map<String, String> labels = Labels.withoutName(series.labels());
            Set<Long> resetEnds = resets.getOrDefault(labels, Set.of());
            for (int i = 0; i < series.size(); i++) {
                long end = series.time(i);
                double value = series.value(i);
                Last last = lasts.put(labels, new Last(value, end));
                if (end == start.toEpochMilli()) {
                    continue;
                }
                boolean clear = last != null
                        && last.time() == end - window.toMillis()
                        && last.value() <= value
                        && !resetEnds.contains(end);
                if (clear) {
                    sink.add(labels, Instant.ofEpochMilli(end), value - last.value());
                } else {
                    unclear.computeIfAbsent(end, key -> new HashMap<>()).put(labels, orNone(last));
                }
            }
        }

        private static Last orNone(@Nullable Last last) {
            return last == null ? new Last(Double.NaN, 0) : last;
        }

        private void readSamples(long end, Map<Map<String, String>, Last> wanted) {
            Instant to = Instant.ofEpochMilli(end);
            // From just after the window's start to its very end.
            new RawSamples(client, Progress.NONE)
                    .read(
                            narrowed(wanted.keySet()),
                            to.minus(window).plusMillis(1),
                            to.plusMillis(1),
                            wanted::containsKey)
                    .forEach(series ->
                            sink.add(series.labels(), to, grown(series, orNone(wanted.get(series.labels())))));
        }

        /** To the few instances that began or were restarted, where many others only went on. */
        private String narrowed(Set<Map<String, String>> wanted) {
            Set<String> instances = wanted.stream()
                    .map(labels -> labels.getOrDefault(INSTANCE, ""))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (instances.size() > MOST_INSTANCES || instances.contains("") || !selector.endsWith("\"}")) {
                return selector;
            }
            String any = Selector.quoted(Selector.anyOf(List.copyOf(instances)));
            String operator = instances.size() == 1 ? "=" : "=~";
            return selector.substring(0, selector.length() - 1) + "," + INSTANCE + operator + any + "}";
        }

        private double grown(Series series, Last before) {
            double sum = 0;
            double last = before.value();
            for (int i = 0; i < series.size(); i++) {
                double value = series.value(i);
                if (Double.isNaN(last)) {
                    sum += firstValues.count(series.labels(), series.time(i)) ? value : 0;
                } else {
                    sum += value >= last ? value - last : value;
                }
                last = value;
            }
            return sum;
        }
    }
}
