package io.obs.ops.incident;

import io.obs.ops.prometheus.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * A time in which an alert fired.
 *
 * @param alert its name
 * @param span from the first evaluation that found it firing to the first that did not
 */
public record AlertEpisode(String alert, Span span) {

    /** What fires again sooner never stopped: Prometheus itself looks back that far. */
    private static final long SAME = 5 * 60_000L;

    private static final long USUAL_INTERVAL = 60_000;

    /**
     * From the history that Prometheus keeps of alerts, the series {@code ALERTS} with {@code alertstate="firing"}; an
     * alert that fires for several series at once is one episode.
     */
    public static List<AlertEpisode> of(List<Series> alerts) {
        long interval = interval(alerts);
        Map<String, LongStream> times = new TreeMap<>();
        for (Series series : alerts) {
            times.merge(series.label("alertname"), series.times(), LongStream::concat);
        }
        List<AlertEpisode> episodes = new ArrayList<>();
        times.forEach((alert, all) -> {
            long[] sorted = all.sorted().distinct().toArray();
            int first = 0;
            for (int i = 1; i <= sorted.length; i++) {
                if (i == sorted.length || sorted[i] - sorted[i - 1] > SAME + interval) {
                    episodes.add(new AlertEpisode(
                            alert,
                            new Span(
                                    Instant.ofEpochMilli(sorted[first]),
                                    Instant.ofEpochMilli(sorted[i - 1] + interval))));
                    first = i;
                }
            }
        });
        episodes.sort(Comparator.comparing(episode -> episode.span().start()));
        return episodes;
    }

    /** How often rules are evaluated: the shortest time between two samples of one series. */
    private static long interval(List<Series> alerts) {
        long shortest = Long.MAX_VALUE;
        for (Series series : alerts) {
            for (int i = 1; i < series.size(); i++) {
                shortest = Math.min(shortest, series.time(i) - series.time(i - 1));
            }
        }
        return shortest == Long.MAX_VALUE ? USUAL_INTERVAL : shortest;
    }
}
