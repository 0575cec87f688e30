package io.obs.ops.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A world that Prometheus sees, in promtool's notation, and which alert shall fire in it when, for how many.
 *
 * <p>Only whether it fires is asked, so that rules of other words can be held against the same worlds.
 */
public final class World {

    static final String TARGET = "namespace=\"prod\",job=\"obs\",instance=\"";

    private final String alert;
    private final String story;
    private final List<Map<String, Object>> series = new ArrayList<>();
    private final List<Map<String, Object>> expected = new ArrayList<>();

    private final List<Map<String, Object>> shown = new ArrayList<>();
    private String interval = "15s";

    private World(String alert, String story) {
        this.alert = alert;
        this.story = story;
    }

    public static World of(String alert, String story) {
        return new World(alert, story);
    }

    String alert() {
        return alert;
    }

    /** Samples and evaluations of the world come in that interval; else in 15 seconds. */
    public World every(String duration) {
        interval = duration;
        return this;
    }

    /** One sample each interval. */
    public World series(String name, String values) {
        series.add(Map.of("series", name, "values", values));
        return this;
    }

    /** The labels and those of the target. */
    public World target(String instance, String metric, String labels, String values) {
        return series(metric + "{" + labels + (labels.isEmpty() ? "" : ",") + TARGET + instance + "\"}", values);
    }

    /** A replica that answers from the beginning. */
    World replica(String service, String instance, String up, String health) {
        String own = "service=\"" + service + "\"";
        return target(instance, "up", "", up)
                .target(
                        instance,
                        "service_info",
                        own + ",version=\"1\"",
                        health.replaceAll("[0-9]+(?=x)|(?<= )[0-9]+$|^[0-9]+$", "1"))
                .target(instance, "service_health", own, health);
    }

    /** Requests of one endpoint and status. */
    public World requests(String instance, String endpoint, String status, String values) {
        if (status.charAt(0) > '3') {
            String type = status.charAt(0) == '4' ? "client_error" : "server_error";
            String errors = "service=\"api\",status=\"" + status + "\",error_type=\"" + type + "\",endpoint=\""
                    + endpoint + "\"";
            target(instance, "http_errors_total", errors, values);
        }
        return target(
                instance,
                "http_requests_total",
                "service=\"api\",endpoint=\"" + endpoint + "\",method=\"GET\",status=\"" + status + "\"",
                values);
    }

    /** Durations of an endpoint: how many more each 15 s are at most 0.1 s, 0.5 s, 1 s. */
    World durations(String instance, String endpoint, String labels, int tenth, int half, int one) {
        return buckets(instance, endpoint, labels, tenth, half, one, "x160");
    }

    World buckets(String instance, String endpoint, String labels, int tenth, int half, int one, String times) {
        Map<String, Integer> steps = new LinkedHashMap<>();
        steps.put("0.1", tenth);
        steps.put("0.5", half);
        steps.put("1.0", one);
        steps.put("5.0", one);
        steps.put("+Inf", one);
        steps.forEach((bound, step) -> target(
                instance,
                "http_request_duration_seconds_bucket",
                labels + ",endpoint=\"" + endpoint + "\",le=\"" + bound + "\"",
                "0+" + step + times));
        return this;
    }

    public World fires(String at) {
        return fires(at, 1);
    }

    /** So many alerts of that name fire then. */
    public World fires(String at, int alerts) {
        return expects("count(ALERTS{alertname=\"" + alert + "\",alertstate=\"firing\"})", at, alerts);
    }

    /** An alert with these labels fires then. */
    public World fires(String at, String labels) {
        return expects("count(ALERTS{alertname=\"" + alert + "\",alertstate=\"firing\"," + labels + "})", at, 1);
    }

    public World quiet(String... at) {
        for (String moment : at) {
            expects("count(ALERTS{alertname=\"" + alert + "\",alertstate=\"firing\"})", moment, 0);
        }
        return this;
    }

    /** promtool shall say which alerts fire then, with their texts: no alert is expected, so it tells those that it got. */
    public World told(String at) {
        shown.add(Map.of("alertname", alert, "eval_time", at, "exp_alerts", List.of()));
        return this;
    }

    World expects(String query, String at, double value) {
        Map<String, Object> test = new LinkedHashMap<>();
        test.put("expr", query);
        test.put("eval_time", at);
        test.put("exp_samples", value == 0 ? List.of() : List.of(Map.of("labels", "{}", "value", value)));
        expected.add(test);
        return this;
    }

    /** Whether its alert fires at any time that is looked at. */
    boolean isSeenFiring() {
        return expected.stream().anyMatch(test -> !List.of().equals(test.get("exp_samples")));
    }

    /** What promtool tests in this world. */
    private Map<String, Object> test() {
        Map<String, Object> test = new LinkedHashMap<>();
        test.put("interval", interval);
        test.put("name", toString());
        test.put("input_series", series);
        test.put("promql_expr_test", expected);
        if (!shown.isEmpty()) {
            test.put("alert_rule_test", shown);
        }
        return test;
    }

    /** The file that promtool tests; its worlds have one interval. */
    public static Map<String, Object> file(List<World> worlds, List<String> ruleFiles, List<String> groups) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("rule_files", ruleFiles);
        file.put("evaluation_interval", worlds.get(0).interval);
        file.put("group_eval_order", groups);
        file.put("tests", worlds.stream().map(World::test).toList());
        return file;
    }

    @Override
    public String toString() {
        return alert + ": " + story;
    }
}
