package io.obs.ops.rules;

import java.util.stream.Stream;

/** The worlds of the alerts on scheduled jobs. */
final class ScheduleWorlds {

    private static final String MISSED = "obs_scheduled_job_missed_runs";
    private static final String AGE = "obs_scheduled_job_last_success_age_seconds";
    private static final String SWEEP = "service=\"api\",job_name=\"sweep\"";
    private static final String BILLS = "service=\"api\",job_name=\"bills\"";

    private ScheduleWorlds() {}

    static Stream<World> all() {
        return Stream.concat(missed(), failing());
    }

    private static World missed(String story) {
        return World.of("ScheduledJobMissed", story);
    }

    private static Stream<World> missed() {
        return Stream.of(
                missed("no run starts any more")
                        .target("a", MISSED, SWEEP, "0x20 1x40 2x40 3x40")
                        .quiet("5m", "9m30s")
                        .fires("11m", SWEEP)
                        .fires("30m", SWEEP),
                missed("it was never missed")
                        .target("a", MISSED, SWEEP, "0x160")
                        .quiet("5m", "30m"),
                missed("four minutes late")
                        .target("a", MISSED, SWEEP, "0x20 1x16 0x120")
                        .quiet("6m", "9m", "10m", "30m"),
                missed("it runs again")
                        .target("a", MISSED, SWEEP, "0x20 3x40 0x100")
                        .fires("12m", SWEEP)
                        .quiet("16m", "30m"),
                missed("of two jobs one")
                        .target("a", MISSED, SWEEP, "0x160")
                        .target("a", MISSED, BILLS, "1x160")
                        .fires("6m", BILLS)
                        .fires("6m"),
                missed("a cluster: each node expects each run, one does them all")
                        .target("a", MISSED, SWEEP, "0x160")
                        .target("b", MISSED, SWEEP, "0+1x160")
                        .target("c", MISSED, SWEEP, "1000x160")
                        .quiet("6m", "20m", "35m"),
                missed("a cluster whose nodes have all stopped: one alert")
                        .target("a", MISSED, SWEEP, "0x20 1x140")
                        .target("b", MISSED, SWEEP, "5x160")
                        .fires("11m", SWEEP)
                        .fires("11m"),
                missed("it is no longer scheduled")
                        .target("a", MISSED, SWEEP, "1x60 stale")
                        .fires("12m")
                        .quiet("21m"),
                missed("the same job in two clusters of machines, in one it is missed")
                        .series(MISSED + "{" + SWEEP + ",job=\"obs\",instance=\"a\",namespace=\"prod\"}", "1x160")
                        .series(MISSED + "{" + SWEEP + ",job=\"obs\",instance=\"b\",namespace=\"test\"}", "0x160")
                        .fires("6m", SWEEP + ",namespace=\"prod\"")
                        .fires("6m"),
                missed("the operator's own labels, not honoured")
                        .target("a", MISSED, "service=\"kube\",exported_service=\"api\",job_name=\"sweep\"", "1x160")
                        .fires("6m", SWEEP)
                        .fires("6m"));
    }

    private static World failing(String story) {
        return World.of("ScheduledJobFailing", story);
    }

    private static Stream<World> failing() {
        return Stream.of(
                failing("it runs each minute, and fails for more than a day")
                        .target("a", AGE, SWEEP, "86000+15x160")
                        .target("a", MISSED, SWEEP, "0x160")
                        .quiet("6m", "11m")
                        .fires("12m30s", SWEEP)
                        .fires("30m", SWEEP),
                failing("it succeeds each day, just in time")
                        .target("a", AGE, SWEEP, "86000+15x26 0+15x130")
                        .quiet("6m", "7m", "12m", "30m"),
                failing("it succeeds again")
                        .target("a", AGE, SWEEP, "90000+15x60 0+15x100")
                        .fires("6m", SWEEP)
                        .quiet("16m", "30m"),
                failing("on one of two nodes it succeeds")
                        .target("a", AGE, SWEEP, "90000+15x160")
                        .target("b", AGE, SWEEP, "30x160")
                        .quiet("6m", "30m"),
                failing("on both nodes it does not: one alert, since the later of the two")
                        .target("a", AGE, SWEEP, "900000+15x160")
                        .target("b", AGE, SWEEP, "90000+15x160")
                        .fires("6m", SWEEP)
                        .fires("6m"),
                failing("a restart begins anew")
                        .target("a", AGE, SWEEP, "90000+15x40 0+15x120")
                        .fires("8m")
                        .quiet("11m", "30m"));
    }
}
