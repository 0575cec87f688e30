package io.obs.ops.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The samples themselves, as they were scraped, without the look-back and the steps that queries put over them.
 *
 * <p>Read a day at a time; where the server finds that too much, in shorter pieces.
 */
public final class RawSamples {

    private static final Duration PIECE = Duration.ofDays(1);
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final PrometheusClient client;
    private final Progress progress;

    public RawSamples(PrometheusClient client, Progress progress) {
        this.client = client;
        this.progress = progress;
    }

    /** Each series of the selector with its samples in {@code [from, to)}. */
    public List<Series> read(String selector, Instant from, Instant to) {
        return read(selector, from, to, labels -> true);
    }

    /** The same of several selectors. */
    public List<Series> read(List<String> selectors, Instant from, Instant to) {
        return selectors.stream()
                .flatMap(selector -> read(selector, from, to).stream())
                .toList();
    }

    List<Series> read(String selector, Instant from, Instant to, Predicate<Map<String, String>> wanted) {
        List<Series> pieces = new ArrayList<>();
        Duration all = Duration.between(from, to);
        for (Instant at = from; at.isBefore(to); at = at.plus(PIECE)) {
            progress.at(selector, Duration.between(from, at).toMinutes(), all.toMinutes());
            Instant end = at.plus(PIECE).isBefore(to) ? at.plus(PIECE) : to;
            piece(selector, at, end).stream()
                    .filter(series -> wanted.test(series.labels()))
                    .forEach(pieces::add);
        }
        progress.at(selector, all.toMinutes(), all.toMinutes());
        return Series.joined(pieces);
    }

    private List<Series> piece(String selector, Instant from, Instant to) {
        Duration span = Duration.between(from, to);
        try {
            // A second more: newer servers leave out the sample at a range's very start.
            String range = selector + "[" + (span.toSeconds() + 1) + "s]";
            return client.query(range, to).stream()
                    .map(series -> within(series, from.toEpochMilli(), to.toEpochMilli()))
                    .filter(series -> series.size() > 0)
                    .toList();
        } catch (PrometheusException e) {
            if (!e.isTooMuch() || span.compareTo(SHORTEST) <= 0) {
                throw e;
            }
            Instant middle = from.plusSeconds(span.toSeconds() / 2);
            List<Series> both = new ArrayList<>(piece(selector, from, middle));
            both.addAll(piece(selector, middle, to));
            return both;
        }
    }

    private static Series within(Series series, long from, long to) {
        int[] kept = IntStream.range(0, series.size())
                .filter(i -> series.time(i) >= from && series.time(i) < to)
                .toArray();
        return new Series(
                Labels.withoutName(series.labels()),
                IntStream.of(kept).mapToLong(i -> series.time(i)).toArray(),
                IntStream.of(kept).mapToDouble(i -> series.value(i)).toArray());
    }
}
