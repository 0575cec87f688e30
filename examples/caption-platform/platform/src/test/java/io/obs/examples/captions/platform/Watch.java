package io.obs.examples.captions.platform;

import io.obs.testkit.Scrape;
import io.obs.testkit.Scrape.Series;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;

/** Scrapes all services by and by, as a Prometheus would, and remembers which values each family has had. */
final class Watch implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final long EVERY_MILLIS = 150;

    private final Platform platform;
    private final Map<String, Set<Double>> values = new ConcurrentHashMap<>();
    private final Map<String, Set<Set<String>>> labels = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::look, "watch");
    private volatile boolean ended;

    private Watch(Platform platform) {
        this.platform = platform;
    }

    static Watch of(Platform platform) {
        Watch watch = new Watch(platform);
        watch.thread.start();
        return watch;
    }

    /** Each value that a series of that name has had; of a counter or histogram, more than one says that it moved. */
    Set<Double> values(String name) {
        return values.getOrDefault(name, Set.of());
    }

    /** The sets of label names that series of that name have. */
    Set<Set<String>> labels(String name) {
        return labels.getOrDefault(name, Set.of());
    }

    private void look() {
        while (!ended) {
            for (ServiceProcess service : platform.services()) {
                lookAt(service);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void lookAt(ServiceProcess service) {
        try {
            HttpRequest request = HttpRequest.newBuilder(service.admin().resolve("/metrics"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            String text =
                    CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
            text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("[{ ]", 2)[0])
                    .distinct()
                    .forEach(name -> keep(name, new Scrape(text).series(name)));
        } catch (IOException e) {
            // the service is being restarted
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(String name, List<Series> series) {
        for (Series one : series) {
            values.computeIfAbsent(name, any -> new ConcurrentSkipListSet<>()).add(one.value());
            labels.computeIfAbsent(name, any -> ConcurrentHashMap.newKeySet())
                    .add(new TreeSet<>(one.labels().keySet()));
        }
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
    }
}
