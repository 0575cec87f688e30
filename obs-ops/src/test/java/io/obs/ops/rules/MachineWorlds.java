package io.obs.ops.rules;

import java.util.stream.Stream;

/** The worlds of the alerts on pods, memory and CPU. */
final class MachineWorlds {

    private static final String API = "service=\"api\"";
    private static final String POD = "{namespace=\"prod\",pod=\"api-1\",container=\"api\",job=\"";

    private MachineWorlds() {}

    static Stream<World> all() {
        return Stream.of(pods(), memory(), cpu()).flatMap(worlds -> worlds);
    }

    private static World pod(String story) {
        return World.of("PodCrashLooping", story);
    }

    private static Stream<World> pods() {
        String restarts = "kube_pod_container_status_restarts_total" + POD + "ksm\",instance=\"k\"}";
        String backOff =
                "kube_pod_container_status_waiting_reason" + POD + "ksm\",instance=\"k\",reason=\"CrashLoopBackOff\"}";
        String own = "pod=\"api-1\",container=\"api\"";
        return Stream.of(
                pod("three restarts in ten minutes")
                        .series(restarts, "0x40 1x8 2x8 3x100")
                        .quiet("14m")
                        .fires("15m", own)
                        .quiet("30m"),
                pod("two restarts in ten minutes")
                        .series(restarts, "0x40 1x8 2x100")
                        .quiet("12m", "13m", "15m", "20m", "30m"),
                pod("a restart each quarter of an hour")
                        .series(restarts, "0x60 1x60 2x60 3x60")
                        .quiet("16m", "31m", "46m", "59m"),
                pod("held back, it restarts twice in ten minutes")
                        .series(restarts, "0x4 1x4 2x8 3x16 4x20 5x20 6x20 7x20 8x20 9x20")
                        .series(backOff, "0x4 1x150")
                        .fires("20m", own)
                        .fires("30m", own),
                pod("seen by two kube-state-metrics: one alert")
                        .series(restarts, "0x40 1x8 2x8 3x100")
                        .series(restarts.replace("instance=\"k\"", "instance=\"l\""), "0x40 1x8 2x8 3x100")
                        .fires("15m"));
    }

    private static World memory(String story) {
        return World.of("HighMemoryUsage", story);
    }

    private static World heap(String story, String used, String max) {
        return memory(story).target("a", "jvm_heap_used_bytes", API, used).target("a", "jvm_heap_max_bytes", API, max);
    }

    private static World container(String story, String used, String limit) {
        String labels = POD + "cadvisor\",instance=\"n\",id=\"/kubepods/x\",image=\"api\",name=\"x\"}";
        return memory(story)
                .series("container_memory_working_set_bytes" + labels, used)
                .series("container_spec_memory_limit_bytes" + labels, limit);
    }

    private static Stream<World> memory() {
        return Stream.of(
                heap("95 % of the heap", "95x160", "100x160").quiet("4m").fires("6m", API + ",resource=\"heap\""),
                heap("85 % of the heap", "85x160", "100x160").quiet("6m", "30m"),
                heap(
                                "a saw: collected each two minutes",
                                "80+4x4 50x2 80+4x4 50x2 80+4x4 50x2 80+4x4 50x2 80+4x4 50x2",
                                "100x160")
                        .quiet("6m", "8m", "9m"),
                heap("no largest size", "95x160", "-1x160").quiet("6m", "30m"),
                container("95 % of the container's limit", "95x160", "100x160")
                        .fires("6m", "pod=\"api-1\",resource=\"container\""),
                container("a container without a limit", "95x160", "0x160").quiet("6m", "30m"),
                memory("the sum of a whole pod is no container")
                        .series(
                                "container_memory_working_set_bytes{namespace=\"prod\",pod=\"api-1\",container=\"\",id=\"/p\"}",
                                "95x160")
                        .series(
                                "container_spec_memory_limit_bytes{namespace=\"prod\",pod=\"api-1\",container=\"\",id=\"/p\"}",
                                "100x160")
                        .quiet("6m", "30m"),
                memory("95 % of the host's")
                        .series("node_memory_MemAvailable_bytes{job=\"node\",instance=\"n\"}", "5x160")
                        .series("node_memory_MemTotal_bytes{job=\"node\",instance=\"n\"}", "100x160")
                        .fires("6m", "instance=\"n\",resource=\"host\""));
    }

    private static World cpu(String story) {
        return World.of("HighCpuUsage", story);
    }

    private static World quota(String story, String seconds, String quota) {
        String labels = POD + "cadvisor\",instance=\"n\",id=\"/x\",image=\"api\",name=\"x\"";
        return cpu(story)
                .series("container_cpu_usage_seconds_total" + labels + ",cpu=\"total\"}", seconds)
                .series("container_spec_cpu_quota" + labels + "}", quota)
                .series("container_spec_cpu_period" + labels + "}", "100000x160");
    }

    private static Stream<World> cpu() {
        return Stream.of(
                cpu("the process uses 90 %")
                        .replica("api", "a", "1x160", "0x160")
                        .target("a", "process_cpu_usage", "", "0.9x160")
                        .quiet("4m")
                        .fires("6m", API + ",resource=\"process\""),
                cpu("the process uses 70 %")
                        .replica("api", "a", "1x160", "0x160")
                        .target("a", "process_cpu_usage", "", "0.7x160")
                        .quiet("6m", "30m"),
                cpu("somebody else's process")
                        .target("b", "process_cpu_usage", "", "0.9x160")
                        .quiet("6m", "30m"),
                quota("90 % of a quota of half a CPU", "0+6.75x160", "50000x160")
                        .fires("9m", "pod=\"api-1\",resource=\"container\""),
                quota("half of a quota of two CPUs", "0+15x160", "200000x160").quiet("9m", "30m"),
                quota("no quota", "0+15x160", "-1x160").quiet("9m", "30m"),
                cpu("90 % of the host's")
                        .series(
                                "node_cpu_seconds_total{job=\"node\",instance=\"n\",cpu=\"0\",mode=\"idle\"}",
                                "0+1.5x160")
                        .series(
                                "node_cpu_seconds_total{job=\"node\",instance=\"n\",cpu=\"1\",mode=\"idle\"}",
                                "0+1.5x160")
                        .fires("9m", "instance=\"n\",resource=\"host\""));
    }
}
