package io.obs.ops.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.ops.Tool;
import io.obs.ops.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people read when an alert fires: the texts as Prometheus renders them. Skipped without promtool. */
class RenderedAlertsIT {

    private static final Pattern ANNOTATIONS = Pattern.compile("Annotations:\\{(.*)}");
    private static final String API = "service=\"api\"";

    @TempDir
    Path directory;

    @BeforeEach
    void tool() {
        Tool.needed("promtool");
    }

    @Test
    void texts_areWhole() throws Exception {
        for (var file : RulesCommand.files(Settings.defaults())) {
            Files.createDirectories(directory.resolve(file.path()).getParent());
            Files.writeString(directory.resolve(file.path()), file.text());
        }
        RulesIT.directory = directory;

        Tool told = RulesIT.test(
                worlds().toList(),
                List.of("rules/obs-recording.yml", "rules/obs-alerts.yml"),
                List.of("obs-http", "obs-targets", "obs-parts", "obs-alerts"));

        assertThat(ANNOTATIONS.matcher(told.said()).results().map(text -> text.group(1)))
                .containsExactlyElementsOf(Files.readAllLines(Path.of("src/test/resources/rules/rendered.txt")));
    }

    private static Stream<World> worlds() {
        return Stream.of(
                World.of("HighLatency", "")
                        .durations("a", "/x", API, 100, 100, 100)
                        .durations("a", "/slow", API, 0, 0, 50)
                        .requests("a", "/x", "200", "0+100x160")
                        .told("12m"),
                World.of("HighErrorRate", "")
                        .requests("a", "/x", "200", "0+100x160")
                        .requests("a", "/bad", "500", "0+10x160")
                        .told("12m"),
                World.of("ServiceDown", "")
                        .replica("api", "a", "1x20 0x140", "0x20 stale")
                        .told("7m"),
                World.of("ReplicaDown", "")
                        .replica("api", "a", "1x20 0x140", "0x20 stale")
                        .replica("api", "b", "1x160", "0x160")
                        .told("11m"),
                World.of("QueueBacklog", "")
                        .target("a", "queue_depth", "queue=\"jobs\"", "1500x160")
                        .told("3m"),
                World.of("PodCrashLooping", "")
                        .series(
                                "kube_pod_container_status_restarts_total{namespace=\"prod\",pod=\"api-1\",container=\"api\"}",
                                "0x40 1x8 2x8 3x100")
                        .told("15m"),
                World.of("HighMemoryUsage", "")
                        .target("a", "jvm_heap_used_bytes", API, "95x160")
                        .target("a", "jvm_heap_max_bytes", API, "100x160")
                        .told("6m"),
                World.of("HighCpuUsage", "")
                        .replica("api", "a", "1x160", "0x160")
                        .target("a", "process_cpu_usage", "", "0.9x160")
                        .told("6m"),
                World.of("DbConnectionPoolExhausted", "")
                        .target("a", "db_connection_pool_available", API, "1x160")
                        .target("a", "db_connection_pool_total", API, "10x160")
                        .told("2m"),
                World.of("CircuitBreakerOpen", "")
                        .target("a", "circuit_breaker_state", API + ",dependency=\"db\"", "1x160")
                        .told("11m"),
                World.of("NoNewJobs", "")
                        .target("a", "jobs_created_total", API, "0x160")
                        .told("20m"),
                World.of("ScheduledJobMissed", "")
                        .target("a", "obs_scheduled_job_missed_runs", API + ",job_name=\"sweep\"", "3x160")
                        .told("6m"),
                World.of("ScheduledJobFailing", "")
                        .target(
                                "a",
                                "obs_scheduled_job_last_success_age_seconds",
                                API + ",job_name=\"sweep\"",
                                "100800x160")
                        .told("6m"));
    }
}
