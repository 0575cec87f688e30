package io.obs.ops.slo;

import io.obs.ops.rules.World;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Days, a sample each ten minutes, in which the two pairs of slow windows are told apart. Of a budget of 0.1 % the first asks for 0.3 % over a day
 * and two hours, the second for 0.1 % over three days and six hours: in steady traffic a day of the first uses as much as the second
 * allows, so only a day that is quieter than the two before it burns by the first alone.
 */
final class LongWorlds {

    private static final int HOUR = 6;
    private static final int DAY = 24 * HOUR;

    private LongWorlds() {}

    /** Of requests that fail. */
    static Stream<World> failing() {
        return Stream.of(
                // 23 hours of four of a thousand: more than 0.3 % of the last day, and 0.06 % of the last three.
                world("1d/2h: a bad day after two busy ones, and its end")
                        .requests("a", "/jobs", "200", counter(3000, 2 * DAY, 996, DAY, 1000, 6 * HOUR))
                        .requests("a", "/jobs", "500", counter(0, 2 * DAY, 4, DAY, 0, 6 * HOUR))
                        .quiet("47h", "60h", "68h")
                        .fires("71h", "service=\"api\",slo=\"jobs\"")
                        .fires("72h20m")
                        .quiet("73h"),
                world("3d/6h: half more than the budget, until it has lasted for two days, and its end")
                        .requests("a", "/jobs", "200", counter(2000, 3 * DAY, 1997, 60 * HOUR, 2000, 12 * HOUR))
                        .requests("a", "/jobs", "500", counter(0, 3 * DAY, 3, 60 * HOUR, 0, 12 * HOUR))
                        .quiet("72h", "96h", "118h")
                        .fires("122h", "service=\"api\",slo=\"jobs\"")
                        .fires("131h")
                        .quiet("136h"),
                world("nine tenths of the budget, for four days, of a replica that is started anew each night")
                        .requests("a", "/jobs", "200", again(9991, 4))
                        .requests("a", "/jobs", "500", again(9, 4))
                        .quiet("6h", "25h", "50h", "75h", "95h"),
                world("half more than the budget, of two replicas of which one is started anew each night")
                        .requests("a", "/jobs", "200", again(997, 4))
                        .requests("a", "/jobs", "500", again(3, 4))
                        .requests("b", "/jobs", "200", counter(1000, 4 * DAY))
                        .requests("b", "/jobs", "500", counter(0, 4 * DAY))
                        .fires("25h", "service=\"api\",slo=\"jobs\"")
                        .fires("72h10m")
                        .fires("95h"),
                world("a request an hour, of which two fail in three days: few, whatever their share")
                        .requests("a", "/jobs", "200", hourly(70))
                        .requests("a", "/jobs", "500", "0x100 1x299 2x40")
                        .quiet("20h", "45h", "67h", "69h"),
                world("a request an hour, of which three fail in three days")
                        .requests("a", "/jobs", "200", hourly(70))
                        .requests("a", "/jobs", "500", "0x100 1x149 2x149 3x40")
                        .quiet("20h", "45h", "66h")
                        .fires("68h", "service=\"api\",slo=\"jobs\""),
                world("a bad day, and then no requests at all: nobody is hurt any more")
                        .requests("a", "/jobs", "200", counter(996, DAY, 0, 12 * HOUR))
                        .requests("a", "/jobs", "500", counter(4, DAY, 0, 12 * HOUR))
                        .fires("23h", "service=\"api\",slo=\"jobs\"")
                        .quiet("31h", "35h"));
    }

    /** Of requests that are slow. */
    static Stream<World> slow() {
        return Stream.of(
                world("3d/6h: half more than the budget is slow, until it has lasted for two days, and its end")
                        .target("a", "http_request_duration_seconds_count", SloIT.QUICK_ROUTE, counter(200, 6 * DAY))
                        .target(
                                "a",
                                "http_request_duration_seconds_bucket",
                                SloIT.QUICK_ROUTE + ",le=\"1.0\"",
                                counter(200, 3 * DAY, 197, 60 * HOUR, 200, 12 * HOUR))
                        .quiet("72h", "96h", "118h")
                        .fires("122h", "service=\"api\",slo=\"quick\"")
                        .fires("131h")
                        .quiet("136h"));
    }

    private static World world(String story) {
        return World.of("SloBurnsSlowly", story).every("10m");
    }

    /** A counter that grows by so much in each of so many samples, and then by so much in so many. */
    private static String counter(long... stepsAndSamples) {
        StringBuilder values = new StringBuilder();
        long value = 0;
        for (int i = 0; i < stepsAndSamples.length; i += 2) {
            long step = stepsAndSamples[i];
            long samples = stepsAndSamples[i + 1];
            values.append(value)
                    .append('+')
                    .append(step)
                    .append('x')
                    .append(samples - 1)
                    .append(' ');
            value += step * samples;
        }
        return values.toString().strip();
    }

    /** One that begins at zero again each day. */
    private static String again(long step, int days) {
        return (counter(step, DAY) + " ").repeat(days).strip();
    }

    /** One that grows by one each hour. */
    private static String hourly(int hours) {
        return IntStream.range(0, hours)
                .mapToObj(hour -> hour + "x" + (HOUR - 1))
                .collect(Collectors.joining(" "));
    }
}
