package io.obs.ops.rules;

import java.util.stream.Stream;

/** The worlds of the alerts on queues, breakers, jobs and connections. */
final class PartWorlds {

    private static final String API = "service=\"api\"";
    private static final String BREAKER = API + ",dependency=\"db\"";

    private PartWorlds() {}

    static Stream<World> all() {
        return Stream.of(queues(), breakers(), jobs(), pools(), ScheduleWorlds.all())
                .flatMap(worlds -> worlds);
    }

    private static World queue(String story) {
        return World.of("QueueBacklog", story);
    }

    private static Stream<World> queues() {
        String own = "queue=\"jobs\"";
        return Stream.of(
                queue("1500 wait")
                        .target("a", "queue_depth", own, "1500x160")
                        .quiet("1m")
                        .fires("3m", own),
                queue("1000 wait").target("a", "queue_depth", own, "1000x160").quiet("3m", "30m"),
                queue("three replicas report the same 600")
                        .target("a", "queue_depth", own, "600x160")
                        .target("b", "queue_depth", own, "600x160")
                        .target("c", "queue_depth", own, "600x160")
                        .quiet("3m", "30m"),
                queue("two replicas report the same 1500: one alert")
                        .target("a", "queue_depth", own, "1500x160")
                        .target("b", "queue_depth", own, "1500x160")
                        .fires("3m"),
                queue("a minute of 5000")
                        .target("a", "queue_depth", own, "10x20 5000x3 10x120")
                        .quiet("6m", "8m", "30m"),
                queue("it is worked off")
                        .target("a", "queue_depth", own, "1500x40 900x100")
                        .fires("5m")
                        .quiet("11m"));
    }

    private static World breaker(String story) {
        return World.of("CircuitBreakerOpen", story);
    }

    private static World breaker(String story, String states) {
        return breaker(story).target("a", "circuit_breaker_state", BREAKER, states);
    }

    private static Stream<World> breakers() {
        return Stream.of(
                breaker("OPEN for six minutes", "0x20 1x140")
                        .quiet("6m", "9m30s")
                        .fires("11m", BREAKER),
                breaker("OPEN for four minutes", "0x20 1x16 0x120").quiet("8m", "10m", "11m", "30m"),
                breaker("CLOSED", "0x160").quiet("6m", "30m"),
                breaker(
                                "half-opens each minute only to open again",
                                "0x20 1x2 2 1x2 2 1x2 2 1x2 2 1x2 2 1x2 2 1x2 2 1x2 2 1x2 2 1x2 2")
                        .quiet("6m")
                        .fires("11m", BREAKER)
                        .fires("13m"),
                breaker("OPEN a minute, HALF_OPEN six, CLOSED", "0x20 1x4 2x24 0x100")
                        .quiet("8m", "10m", "11m", "12m", "13m", "30m"),
                breaker("OPEN four minutes, HALF_OPEN three, CLOSED", "0x20 1x16 2x12 0x100")
                        .quiet("9m", "10m", "11m", "12m", "13m", "30m"),
                breaker("it recovers", "0x20 1x40 2x2 0x100")
                        .fires("11m")
                        .fires("15m")
                        .quiet("16m30s", "30m"),
                breaker("one replica HALF_OPEN beside an OPEN one")
                        .target("a", "circuit_breaker_state", BREAKER, "1x160")
                        .target("b", "circuit_breaker_state", BREAKER, "2x160")
                        .fires("11m", BREAKER)
                        .fires("11m"),
                breaker("two replicas OPEN: one alert")
                        .target("a", "circuit_breaker_state", BREAKER, "1x160")
                        .target("b", "circuit_breaker_state", BREAKER, "1x160")
                        .fires("11m"),
                breaker("two replicas OPEN in turns, two minutes each")
                        .target("a", "circuit_breaker_state", BREAKER, "1x8 0x8 1x8 0x8 1x8 0x8 1x8 0x8")
                        .target("b", "circuit_breaker_state", BREAKER, "0x8 1x8 0x8 1x8 0x8 1x8 0x8 1x8")
                        .quiet("6m", "10m", "16m"),
                breaker("a new replica, OPEN from its start", "_x40 1x4 0x100")
                        .quiet("10m30s", "11m", "12m", "16m", "30m"),
                breaker("it is gone", "0x20 1x60 stale").fires("15m").quiet("26m"));
    }

    private static World jobs(String story) {
        return World.of("NoNewJobs", story);
    }

    private static Stream<World> jobs() {
        return Stream.of(
                jobs("none was ever created")
                        .target("a", "jobs_created_total", API, "0x160")
                        .quiet("10m")
                        .fires("20m", API),
                jobs("they come")
                        .target("a", "jobs_created_total", API, "0+1x160")
                        .quiet("20m", "35m"),
                jobs("one each ten minutes")
                        .target("a", "jobs_created_total", API, "0x20 1x40 2x40 3x40 4x40")
                        .quiet("20m", "30m", "40m"),
                jobs("they stop")
                        .target("a", "jobs_created_total", API, "0+1x40 40x200")
                        .quiet("20m")
                        .fires("30m", API),
                jobs("the series is gone")
                        .target("a", "jobs_created_total", API, "0+1x40 stale")
                        .quiet("20m")
                        .fires("30m", API)
                        .fires("90m", API),
                jobs("one of two replicas creates none")
                        .target("a", "jobs_created_total", API, "0+1x160")
                        .target("b", "jobs_created_total", API, "0x160")
                        .quiet("20m", "35m"),
                jobs("across a restart")
                        .target("a", "jobs_created_total", API, "0+1x40 0+1x120")
                        .quiet("11m", "20m", "35m"),
                jobs("they stop, and it runs those that it creates")
                        .target("a", "jobs_created_total", API, "0+1x40 40x200")
                        .target("a", "jobs_completed_total", API + ",status=\"success\"", "0+1x44 44x196")
                        .fires("30m", API),
                jobs("a worker runs what others create")
                        .target("a", "jobs_created_total", API, "0x160")
                        .target("a", "jobs_completed_total", API + ",status=\"success\"", "0+1x160")
                        .quiet("20m", "35m"),
                jobs("a worker without work for a while, across a restart")
                        .target("a", "jobs_created_total", API, "0x40 0x120")
                        .target("a", "jobs_completed_total", API + ",status=\"failure\"", "0+1x40 0x120")
                        .quiet("20m", "30m", "39m"),
                jobs("a service without jobs")
                        .requests("a", "/x", "200", "0+1x160")
                        .quiet("20m", "35m"));
    }

    private static World pool(String story) {
        return World.of("DbConnectionPoolExhausted", story);
    }

    private static Stream<World> pools() {
        return Stream.of(
                pool("nine of ten are in use")
                        .target("a", "db_connection_pool_available", API, "1x160")
                        .target("a", "db_connection_pool_total", API, "10x160")
                        .quiet("45s")
                        .fires("2m", API),
                pool("eight of ten are in use")
                        .target("a", "db_connection_pool_available", API, "2x160")
                        .target("a", "db_connection_pool_total", API, "10x160")
                        .quiet("2m", "30m"),
                pool("0 of 0, before it opens")
                        .target("a", "db_connection_pool_available", API, "0x160")
                        .target("a", "db_connection_pool_total", API, "0x160")
                        .quiet("2m", "30m"),
                pool("half a minute")
                        .target("a", "db_connection_pool_available", API, "9x20 0x1 9x100")
                        .target("a", "db_connection_pool_total", API, "10x160")
                        .quiet("5m30s", "6m", "7m"),
                pool("one of two replicas has none left")
                        .target("a", "db_connection_pool_available", API, "0x160")
                        .target("a", "db_connection_pool_total", API, "10x160")
                        .target("b", "db_connection_pool_available", API, "10x160")
                        .target("b", "db_connection_pool_total", API, "10x160")
                        .fires("2m"));
    }
}
