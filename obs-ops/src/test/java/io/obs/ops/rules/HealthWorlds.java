package io.obs.ops.rules;

import java.util.stream.Stream;

/** The worlds of the alerts on services and replicas that are down. */
final class HealthWorlds {

    private static final String API = "service=\"api\"";

    private HealthWorlds() {}

    static Stream<World> all() {
        return Stream.concat(
                Stream.of(
                        down("the target does not answer")
                                .replica("api", "a", "1x20 0x140", "0x20 stale")
                                .quiet("5m")
                                .fires("7m", API)
                                .fires("35m", API),
                        down("for hours, and then it is back")
                                .replica("api", "a", "1x20 0x400 1x60", "0x20 _x400 0x60")
                                .fires("100m", API)
                                .quiet("107m"),
                        down("one of two replicas does not answer")
                                .replica("api", "a", "1x20 0x140", "0x20 stale")
                                .replica("api", "b", "1x160", "0x160")
                                .quiet("7m", "30m"),
                        down("both replicas do not answer: one alert")
                                .replica("api", "a", "1x20 0x140", "0x20 stale")
                                .replica("api", "b", "1x20 0x140", "0x20 stale")
                                .fires("7m"),
                        down("its health is DOWN")
                                .replica("api", "a", "1x160", "0x20 2x140")
                                .fires("7m", API),
                        down("its health is DEGRADED")
                                .replica("api", "a", "1x160", "0x20 1x140")
                                .quiet("7m", "30m"),
                        down("one replica is DOWN, one does not answer")
                                .replica("api", "a", "1x160", "2x160")
                                .replica("api", "b", "0x160", "_x160")
                                .fires("7m", API),
                        down("one of two replicas is DOWN")
                                .replica("api", "a", "1x160", "2x160")
                                .replica("api", "b", "1x160", "0x160")
                                .quiet("7m"),
                        down("half a minute")
                                .replica("api", "a", "1x20 0x1 1x140", "0x20 _ _ 0x140")
                                .quiet("5m30s", "6m", "7m", "30m"),
                        down("its targets are gone from service discovery")
                                .replica("api", "a", "1x20 stale", "0x20 stale")
                                .fires("7m", API)
                                .fires("50m", API)
                                .quiet("75m"),
                        down("a rolling deployment")
                                .replica("api", "a", "1x40 stale", "0x40 stale")
                                .replica("api", "b", "_x36 1x120", "_x36 0x120")
                                .quiet("9m", "10m", "11m", "12m", "20m", "30m"),
                        down("its probe fails")
                                .replica("api", "a", "1x160", "0x160")
                                .series(
                                        "probe_success{service=\"api\",namespace=\"prod\",job=\"blackbox\",instance=\"https://api\"}",
                                        "1x20 0x140")
                                .quiet("5m")
                                .fires("7m", API),
                        down("its probe has no namespace: that is another service of the same name")
                                .replica("api", "a", "1x20 0x140", "0x20 stale")
                                .series(
                                        "probe_success{service=\"api\",job=\"blackbox\",instance=\"https://api\"}",
                                        "1x20 0x140")
                                .fires("7m", API + ",namespace=\"prod\"")
                                .fires("7m", API + ",namespace=\"\"")
                                .fires("7m", 2),
                        down("one of two probers fails")
                                .replica("api", "a", "1x160", "0x160")
                                .series(
                                        "probe_success{service=\"api\",namespace=\"prod\",job=\"blackbox\",instance=\"https://api\",cluster=\"eu\"}",
                                        "0x160")
                                .series(
                                        "probe_success{service=\"api\",namespace=\"prod\",job=\"blackbox\",instance=\"https://api\",cluster=\"us\"}",
                                        "1x160")
                                .quiet("7m", "30m"),
                        down("a probe inside another service fails")
                                .replica("api", "a", "1x160", "0x160")
                                .target("b", "probe_success", API, "_x4 1x16 0x140")
                                .quiet("5m")
                                .fires("7m", API)
                                .fires("7m"),
                        down("a probe inside succeeds, and is not known yet")
                                .replica("api", "a", "1x160", "0x160")
                                .target("b", "probe_success", API, "_x4 1x156")
                                .quiet("1m", "7m", "30m"),
                        down("a probe inside fails for less than a minute")
                                .replica("api", "a", "1x160", "0x160")
                                .target("b", "probe_success", API, "1x20 0x3 1x137")
                                .quiet("5m30s", "6m", "7m"),
                        down("a probe inside a service whose own labels are not honoured: the one that is asked is down")
                                .replica("api", "a", "1x160", "0x160")
                                .target("b", "probe_success", "service=\"kube\",exported_service=\"api\"", "1x20 0x140")
                                .fires("7m", API)
                                .fires("7m"),
                        down("a probe inside fails, the blackbox exporter's succeeds: somebody reaches it")
                                .replica("api", "a", "1x160", "0x160")
                                .target("b", "probe_success", "service=\"kube\",exported_service=\"api\"", "0x160")
                                .series(
                                        "probe_success{service=\"api\",namespace=\"prod\",job=\"blackbox\",instance=\"https://api\"}",
                                        "1x160")
                                .quiet("7m", "30m"),
                        down("a probe inside and the blackbox exporter's fail: one alert")
                                .replica("api", "a", "1x160", "0x160")
                                .target("b", "probe_success", API, "1x20 0x140")
                                .series(
                                        "probe_success{service=\"api\",namespace=\"prod\",job=\"blackbox\",instance=\"https://api\"}",
                                        "1x20 0x140")
                                .quiet("5m")
                                .fires("7m", API)
                                .fires("7m"),
                        down("the service that probes is gone, what it asked is not")
                                .replica("api", "a", "1x160", "0x160")
                                .target("b", "probe_success", API, "1x20 stale")
                                .quiet("7m", "30m"),
                        down("a target of somebody else's")
                                .series("up{job=\"other\",instance=\"x\",namespace=\"prod\"}", "0x160")
                                .quiet("7m", "30m"),
                        down("another version on the same target")
                                .target("a", "up", "", "1x160")
                                .target("a", "service_info", API + ",version=\"1\"", "1x20 stale")
                                .target("a", "service_info", API + ",version=\"2\"", "_x22 1x138")
                                .target("a", "service_health", API, "0x160")
                                .quiet("6m", "7m", "30m"),
                        down("the operator's own labels, not honoured")
                                .target("a", "up", "service=\"kube\"", "1x20 0x140")
                                .target(
                                        "a",
                                        "service_info",
                                        "service=\"kube\",exported_service=\"api\",version=\"1\"",
                                        "1x20 stale")
                                .target(
                                        "a",
                                        "service_health",
                                        "service=\"kube\",exported_service=\"api\"",
                                        "0x20 stale")
                                .fires("7m", API)
                                .fires("7m")),
                replicas());
    }

    private static World down(String story) {
        return World.of("ServiceDown", story);
    }

    private static Stream<World> replicas() {
        return Stream.of(
                World.of("ReplicaDown", "one of two does not answer")
                        .replica("api", "a", "1x20 0x140", "0x20 stale")
                        .replica("api", "b", "1x160", "0x160")
                        .quiet("9m")
                        .fires("11m", API + ",instance=\"a\""),
                World.of("ReplicaDown", "the only one does not answer: that is ServiceDown")
                        .replica("api", "a", "1x20 0x140", "0x20 stale")
                        .quiet("11m", "30m"),
                World.of("ReplicaDown", "a rolling deployment")
                        .replica("api", "a", "1x40 stale", "0x40 stale")
                        .replica("api", "b", "_x36 1x120", "_x36 0x120")
                        .quiet("11m", "20m", "30m"));
    }
}
