package io.obs.ops.rules;

import java.util.stream.Stream;

/** The worlds of the alerts on a service's requests. */
final class RequestWorlds {

    private static final String API = "service=\"api\"";

    private RequestWorlds() {}

    static Stream<World> all() {
        return Stream.concat(latency(), errors());
    }

    private static World latency(String story) {
        return World.of("HighLatency", story);
    }

    private static Stream<World> latency() {
        return Stream.of(
                latency("a tenth of the requests takes longer")
                        .durations("a", "/x", API, 50, 90, 100)
                        .requests("a", "/x", "200", "0+100x160")
                        .quiet("4m")
                        .fires("12m", API),
                latency("all are fast")
                        .durations("a", "/x", API, 100, 100, 100)
                        .requests("a", "/x", "200", "0+100x160")
                        .quiet("12m", "30m"),
                latency("exactly 95 % are within the limit")
                        .durations("a", "/x", API, 50, 95, 100)
                        .requests("a", "/x", "200", "0+100x160")
                        .quiet("12m", "30m"),
                latency("it is slow for two minutes only, in much traffic")
                        .buckets("a", "/x", API, 100, 100, 100, "x60 6000+100x20 8000+100x60")
                        .buckets("a", "/slow", API, 0, 0, 0, "x60 0+0x60")
                        .requests("a", "/x", "200", "0+100x160")
                        .quiet("12m", "20m"),
                latency("one slow endpoint with a hundredth of the traffic")
                        .durations("a", "/x", API, 99, 99, 99)
                        .durations("a", "/report", API, 0, 0, 1)
                        .requests("a", "/x", "200", "0+100x160")
                        .quiet("12m", "30m"),
                latency("two replicas, one of them slow: one alert of the service")
                        .durations("a", "/x", API, 100, 100, 100)
                        .durations("b", "/x", API, 50, 80, 100)
                        .requests("a", "/x", "200", "0+100x160")
                        .requests("b", "/x", "200", "0+100x160")
                        .fires("12m"),
                latency("a slow request now and then, at night")
                        .buckets("a", "/x", API, 0, 0, 1, "x1 1x80 2x80")
                        .requests("a", "/x", "200", "0 0 1x80 2x80")
                        .quiet("6m", "12m", "24m", "30m"),
                latency("idle since the start")
                        .durations("a", "/x", API, 0, 0, 0)
                        .requests("a", "/x", "200", "0x160")
                        .quiet("12m", "30m"),
                latency("fast across a restart")
                        .buckets("a", "/x", API, 100, 100, 100, "x40 0+100x100")
                        .requests("a", "/x", "200", "0+100x40 0+100x100")
                        .quiet("9m", "11m", "16m", "30m"),
                latency("slow across restarts each four minutes")
                        .buckets("a", "/x", API, 50, 80, 100, "x16 0+10x16 0+10x16 0+10x16 0+10x16")
                        .requests("a", "/x", "200", "0+100x160")
                        .quiet("4m"),
                latency("the operator's own labels, not honoured")
                        .durations(
                                "a",
                                "http",
                                "exported_service=\"api\",service=\"kube\",exported_endpoint=\"/x\"",
                                50,
                                80,
                                100)
                        .target(
                                "a",
                                "http_requests_total",
                                "exported_service=\"api\",service=\"kube\",exported_endpoint=\"/x\",endpoint=\"http\",method=\"GET\",status=\"200\"",
                                "0+100x160")
                        .fires("12m", API),
                latency("it was slow and is gone")
                        .buckets("a", "/x", API, 50, 80, 100, "x60 stale")
                        .requests("a", "/x", "200", "0+100x60 stale")
                        .fires("12m")
                        .quiet("21m", "30m"));
    }

    private static World errors(String story) {
        return World.of("HighErrorRate", story);
    }

    private static Stream<World> errors() {
        return Stream.of(
                errors("2 % fail")
                        .requests("a", "/x", "200", "0+98x160")
                        .requests("a", "/x", "500", "0+2x160")
                        .quiet("4m")
                        .fires("12m", API),
                errors("half a percent fails")
                        .requests("a", "/x", "200", "0+199x160")
                        .requests("a", "/x", "500", "0+1x160")
                        .quiet("12m", "30m"),
                errors("a flood of 404 and 429")
                        .requests("a", "/x", "200", "0+10x160")
                        .requests("a", "UNMATCHED", "404", "0+500x160")
                        .requests("a", "/x", "429", "0+100x160")
                        .requests("a", "/x", "500", "0x160")
                        .quiet("12m", "30m"),
                errors("clients that go away")
                        .requests("a", "/x", "200", "0+10x160")
                        .requests("a", "/x", "499", "0+10x160")
                        .quiet("12m", "30m"),
                errors("one error at night, in little traffic")
                        .requests("a", "/x", "200", "0+1x160")
                        .requests("a", "/x", "500", "0x60 1x100")
                        .quiet("16m", "18m", "20m", "25m"),
                errors("the only request of the night fails")
                        .requests("a", "/x", "200", "0x160")
                        .requests("a", "/x", "500", "0x60 1x100")
                        .quiet("16m", "20m", "25m"),
                errors("little traffic, all of it fails")
                        .requests("a", "/x", "200", "0x160")
                        .requests("a", "/x", "503", "0 0 0 1 1 1 1 2 2 2 2 3 3 3 3 4 4 4 4 5 5 5 5 6+1x120")
                        .fires("20m"),
                errors("one bad endpoint inside a healthy service")
                        .requests("a", "/x", "200", "0+1000x160")
                        .requests("a", "/bad", "500", "0+5x160")
                        .quiet("12m", "30m"),
                errors("one of two replicas fails wholly: one alert")
                        .requests("a", "/x", "200", "0+100x160")
                        .requests("a", "/x", "500", "0x160")
                        .requests("b", "/x", "200", "0x160")
                        .requests("b", "/x", "500", "0+100x160")
                        .fires("12m"),
                errors("healthy across a restart with old errors")
                        .requests("a", "/x", "200", "9000+100x40 0+100x100")
                        .requests("a", "/x", "500", "900x40 0x100")
                        .quiet("9m", "11m", "16m", "30m"),
                errors("many errors a second, and a small share")
                        .requests("a", "/x", "200", "0+30000x160")
                        .requests("a", "/x", "500", "0+30x160")
                        .quiet("12m", "30m"),
                errors("idle after errors")
                        .requests("a", "/x", "200", "500x160")
                        .requests("a", "/x", "500", "100x160")
                        .quiet("12m", "30m"),
                errors("no series of errors at all")
                        .requests("a", "/x", "200", "0+100x160")
                        .quiet("12m", "30m"),
                errors("it heals")
                        .requests("a", "/x", "200", "0+90x160")
                        .requests("a", "/x", "500", "0+10x60 600x100")
                        .fires("15m")
                        .quiet("21m", "30m"),
                errors("the operator's own labels, not honoured")
                        .target(
                                "a",
                                "http_requests_total",
                                "exported_service=\"api\",service=\"kube\",exported_endpoint=\"/x\",endpoint=\"http\",method=\"GET\",status=\"500\"",
                                "0+10x160")
                        .fires("12m", API),
                errors("two services, one of them fails")
                        .requests("a", "/x", "500", "0+10x160")
                        .target(
                                "b",
                                "http_requests_total",
                                "service=\"other\",endpoint=\"/\",method=\"GET\",status=\"200\"",
                                "0+10x160")
                        .fires("12m", API)
                        .fires("12m"));
    }
}
