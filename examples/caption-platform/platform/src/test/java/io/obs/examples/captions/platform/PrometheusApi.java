package io.obs.examples.captions.platform;

import io.obs.examples.captions.api.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What a running Prometheus answers. Thread-safe. */
final class PrometheusApi {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final URI address;

    PrometheusApi(URI address) {
        this.address = address;
    }

    /** The labels of each series that an instant query finds, with its value. */
    Map<Map<String, String>, Double> query(String promQl) {
        Map<Map<String, String>, Double> found = new HashMap<>();
        get("/api/v1/query?query=" + encoded(promQl))
                .path("result")
                .forEach(series -> found.put(
                        texts(series.path("metric")),
                        Double.valueOf(series.path("value").path(1).stringValue())));
        return found;
    }

    /** The types that the targets of all jobs declare for a family. */
    List<String> types(String family) {
        List<String> types = new ArrayList<>();
        get("/api/v1/metadata?metric=" + encoded(family))
                .path(family)
                .forEach(entry -> types.add(entry.path("type").stringValue()));
        return types;
    }

    /** The labels of the exemplars of a series. */
    List<Map<String, String>> exemplars(String promQl) {
        long now = System.currentTimeMillis() / 1000;
        List<Map<String, String>> found = new ArrayList<>();
        get("/api/v1/query_exemplars?query=" + encoded(promQl) + "&start=" + (now - 600) + "&end=" + (now + 60))
                .forEach(series ->
                        series.path("exemplars").forEach(exemplar -> found.add(texts(exemplar.path("labels")))));
        return found;
    }

    /** The names of all metrics there are. */
    List<String> names() {
        return get("/api/v1/label/__name__/values")
                .valueStream()
                .map(JsonNode::stringValue)
                .toList();
    }

    /** The errors of the last scrapes. */
    List<String> scrapeErrors() {
        List<String> errors = new ArrayList<>();
        get("/api/v1/targets").path("activeTargets").forEach(target -> {
            String error = target.path("lastError").stringValue("");
            if (!error.isEmpty()) {
                errors.add(target.path("scrapeUrl").stringValue() + ": " + error);
            }
        });
        return errors;
    }

    /**
     * One loaded rule.
     *
     * @param series what a recording rule records; the name of an alert
     * @param labels that it adds
     * @param state {@code firing}, {@code pending} or {@code inactive} of an alert; empty of a recording
     */
    record Rule(String series, Map<String, String> labels, String expr, String state, String error) {

        boolean isAlert() {
            return !state.isEmpty();
        }

        @Override
        public String toString() {
            return series + labels + ": " + expr;
        }
    }

    /** All rules that it has loaded. */
    List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        get("/api/v1/rules")
                .path("groups")
                .forEach(group -> group.path("rules")
                        .forEach(rule -> rules.add(new Rule(
                                rule.path("name").stringValue(),
                                texts(rule.path("labels")),
                                rule.path("query").stringValue(),
                                rule.path("state").stringValue(""),
                                rule.path("lastError").stringValue("")))));
        return rules;
    }

    private JsonNode get(String path) {
        try {
            HttpResponse<byte[]> answer = CLIENT.send(
                    HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
            JsonNode body = Json.parse(answer.body());
            if (answer.statusCode() != 200) {
                throw new IllegalArgumentException(
                        path + ": " + body.path("error").stringValue("no error"));
            }
            return body.path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().stringValue()));
        return texts;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
