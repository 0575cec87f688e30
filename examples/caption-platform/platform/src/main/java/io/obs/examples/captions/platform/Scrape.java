package io.obs.examples.captions.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a service shows at {@code /metrics}, at one moment. */
final class Scrape {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern SAMPLE = Pattern.compile("(\\w+)(\\{.*})? (\\S+)");

    private final List<String> lines;

    private Scrape(List<String> lines) {
        this.lines = lines;
    }

    static Scrape of(ServiceProcess service) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.admin().resolve("/metrics"))
                .timeout(Duration.ofSeconds(10))
                .build();
        HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(request.uri() + " answered " + response.statusCode());
        }
        return new Scrape(response.body().lines().toList());
    }

    static URI address(ServiceProcess service) {
        return service.admin().resolve("/metrics");
    }

    /** The samples of these families that aren't zero, comments left out. */
    List<String> samples(String... families) {
        return lines.stream()
                .filter(line -> List.of(families).stream().anyMatch(line::startsWith))
                .filter(Predicate.not(line -> line.endsWith(" 0.0") || line.endsWith(" 0")))
                .toList();
    }

    /** All samples whose names begin like this, by name and labels. */
    Map<String, Double> values(String... families) {
        Map<String, Double> values = new TreeMap<>();
        lines.stream()
                .filter(line -> Stream.of(families).anyMatch(line::startsWith))
                .forEach(line -> values.put(
                        line.substring(0, line.lastIndexOf(' ')),
                        Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
        return values;
    }

    /** The sum of all series of a counter. */
    long sum(String counter) {
        return lines.stream()
                .map(SAMPLE::matcher)
                .filter(sample -> sample.matches() && sample.group(1).equals(counter))
                .mapToLong(sample -> (long) Double.parseDouble(sample.group(3)))
                .sum();
    }
}
