package io.obs.ops.prometheus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * One series of an answer: its labels and its samples, ascending in time. Immutable.
 */
public final class Series {

    private final Map<String, String> labels;
    private final long[] times;
    private final double[] values;

    /**
     * Of samples that nobody changes any more.
     *
     * @param labels all labels, {@code __name__} too where the answer has it
     * @param times milliseconds since the epoch
     * @param values as many as there are times
     */
    public Series(Map<String, String> labels, long[] times, double[] values) {
        if (times.length != values.length) {
            throw new IllegalArgumentException(times.length + " times, " + values.length + " values");
        }
        this.labels = Map.copyOf(labels);
        this.times = times;
        this.values = values;
    }

    public Map<String, String> labels() {
        return labels;
    }

    /** The label's value, empty where it has none: to Prometheus these are the same. */
    public String label(String name) {
        return labels.getOrDefault(name, "");
    }

    /** How many samples it has. */
    public int size() {
        return times.length;
    }

    /** When the sample was taken, in milliseconds since the epoch. */
    public long time(int sample) {
        return times[sample];
    }

    public double value(int sample) {
        return values[sample];
    }

    /** All times, in milliseconds since the epoch. */
    public LongStream times() {
        return LongStream.of(times);
    }

    /** All values. */
    public DoubleStream values() {
        return DoubleStream.of(values);
    }

    /** Pieces in order of time, each series made one. */
    static List<Series> joined(List<Series> pieces) {
        Map<Map<String, String>, List<Series>> byLabels =
                pieces.stream().collect(Collectors.groupingBy(Series::labels, LinkedHashMap::new, Collectors.toList()));
        return byLabels.entrySet().stream()
                .map(each -> new Series(
                        each.getKey(),
                        each.getValue().stream().flatMapToLong(Series::times).toArray(),
                        each.getValue().stream().flatMapToDouble(Series::values).toArray()))
                .toList();
    }

    @Override
    public String toString() {
        return labels + " with " + times.length + " samples";
    }
}
