package io.obs.ops.check;

import io.obs.catalog.Catalog;
import io.obs.catalog.MetricSpec;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds what a service exposes against the catalogue. */
final class ScrapeCheck {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** What every service has, whatever it does. */
    private static final List<MetricSpec> ALWAYS =
            List.of(Catalog.SERVICE_INFO, Catalog.SERVICE_HEALTH, Catalog.JVM_HEAP_USED, Catalog.OBS_DROPPED);

    private final URI url;
    private final @Nullable String token;
    private final List<String> groups;
    private final Examined examined;

    /** @param groups of the catalogue that this service must have */
    ScrapeCheck(URI url, @Nullable String token, List<String> groups) {
        this.url = url;
        this.token = token;
        this.groups = groups;
        examined = new Examined(url.toString());
    }

    /** @throws IOException where it does not answer, or with something else than a scrape */
    Examined examine() throws IOException {
        ScrapeText scrape = scrape();
        Set<String> there = new TreeSet<>();
        for (MetricSpec spec : Catalog.all()) {
            if (scrape.types().containsKey(spec.name()) || scrape.labels().containsKey(CatalogueNames.sample(spec))) {
                there.add(spec.name());
                look(spec, scrape);
            }
        }
        missing(there);
        scrape.labels()
                .keySet()
                .forEach(
                        name -> CatalogueNames.fault(name)
                                .filter(fault -> !isHistogramPart(name, scrape) || name.startsWith("obs_"))
                                .ifPresent(
                                        fault -> examined.found(
                                                name,
                                                fault,
                                                "rules and dashboards don't read it: rename it, or take the version of obs-ops that the service's obs has")));
        scrape.lost()
                .forEach((labels, count) -> examined.note(Catalog.OBS_DROPPED.name() + "{" + labels + "} is " + count
                        + " since the start: the page /obs of the service tells more"));
        examined.well(there.size() + " families of the catalogue are there");
        return examined;
    }

    private static boolean isHistogramPart(String name, ScrapeText scrape) {
        String family = name.replaceFirst("_(bucket|sum|count|max)$", "");
        return !family.equals(name)
                && scrape.types().containsKey(family)
                && Catalog.find(family).isEmpty();
    }

    private void look(MetricSpec spec, ScrapeText scrape) {
        String type = spec.type().name().toLowerCase(Locale.ROOT);
        String is = scrape.types().getOrDefault(spec.name(), type);
        if (!is.equals(type)) {
            examined.found(
                    spec.name(),
                    "is a " + is + " and not a " + type,
                    "somebody else registers this name: rename theirs, or let obs's registry be the one that is scraped");
        }
        CatalogueNames.all().forEach((name, wanted) -> {
            if (!name.equals(spec.name())
                    && !name.replaceFirst("_(bucket|sum|count)$", "").equals(spec.name())) {
                return;
            }
            scrape.labels().getOrDefault(name, Set.of()).stream()
                    .filter(labels -> !labels.equals(wanted))
                    .forEach(
                            labels -> examined.found(
                                    name,
                                    "has the labels " + told(labels) + " and not " + told(wanted),
                                    "look for common tags or filters on the registry: queries group by the catalogue's labels"));
        });
    }

    private void missing(Set<String> there) {
        if (there.isEmpty()) {
            examined.found(
                    "every family of the catalogue",
                    "is missing",
                    "is this the /metrics of a service with obs-metrics, and was Observability.init() called?");
            return;
        }
        for (MetricSpec spec : ALWAYS) {
            if (!there.contains(spec.name())) {
                examined.found(
                        spec.name(),
                        "is missing",
                        "every service with obs-metrics has it: is this its /metrics, and was Observability.init() called?");
            }
        }
        Map<String, Boolean> wired = new LinkedHashMap<>();
        Catalog.all().forEach(spec -> wired.merge(spec.group(), there.contains(spec.name()), Boolean::logicalOr));
        groups.stream()
                .filter(group -> !wired.getOrDefault(group, false))
                .forEach(group -> examined.found(
                        Catalog.all().stream()
                                .filter(spec -> spec.group().equals(group))
                                .map(MetricSpec::name)
                                .collect(Collectors.joining(", ")),
                        "are missing, all of group " + group,
                        "add its adapter and wrap what it observes; the page /obs tells what is wired"));
        String without = wired.entrySet().stream()
                .filter(group -> !group.getValue() && !groups.contains(group.getKey()))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        if (!without.isEmpty()) {
            examined.note("nothing is wired of: " + without + " (--expect makes that a finding)");
        }
    }

    private static String told(Set<String> labels) {
        return labels.isEmpty() ? "(none)" : String.join(", ", labels);
    }

    private ScrapeText scrape() throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).timeout(TIMEOUT).header("Accept", "text/plain;version=0.0.4");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer;
        try {
            answer = HttpClient.newBuilder()
                    .connectTimeout(TIMEOUT)
                    .build()
                    .send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (ConnectException e) {
            throw new IOException(url + " can't be reached: nothing listens there", e);
        } catch (HttpTimeoutException e) {
            throw new IOException(url + " did not answer within " + TIMEOUT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking " + url, e);
        }
        if (answer.statusCode() != 200) {
            String why = answer.statusCode() == 401 ? ": it wants a token, --scrape-token-file" : "";
            throw new IOException(url + " answered " + answer.statusCode() + why);
        }
        try {
            return ScrapeText.read(answer.body());
        } catch (IllegalArgumentException e) {
            throw new IOException(url + " answered with something that is no scrape: " + e.getMessage(), e);
        }
    }
}
