package io.obs;

import io.obs.admin.AdminServer;
import io.obs.catalog.Catalog;
import io.obs.config.ConfigSource;
import io.obs.config.ConfigSources;
import io.obs.config.CoreKeys;
import io.obs.config.InvalidConfigurationException;
import io.obs.config.ObservabilityConfig;
import io.obs.control.Controls;
import io.obs.health.Health;
import io.obs.lazy.LazyScopes;
import io.obs.marks.UnwovenMarks;
import io.obs.pipeline.Failures;
import io.obs.pipeline.Meters;
import io.obs.pipeline.Pipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts an obs together: reads the configuration, lets each room in, closes the pipeline over what they gave. */
final class Startup {

    private final Rooms rooms;
    private final Assembly parts;
    private final UnwovenMarks marks;
    private final List<String> problems = new ArrayList<>();

    private Startup(Plan plan) {
        LazyScopes.install();
        rooms = Rooms.of(plan);
        List<ConfigSource> sources =
                new ArrayList<>(ConfigSources.ofProcess(plan.code(), plan.read(), plan.environment(), problems));
        sources.addAll(ConfigSources.files(plan.otherwise()));
        ObservabilityConfig config = ObservabilityConfig.read(sources, rooms.keys(), problems);
        Failures failures = new Failures(plan.clock());
        Health health = Health.create(
                plan.clock(), failures, config.get(CoreKeys.HEALTH_TIMEOUT), config.get(CoreKeys.HEALTH_CACHE));
        parts = new Assembly(plan, config, failures, health, problems);
        marks = UnwovenMarks.look(plan.discover() ? config.get(CoreKeys.JOB_SCAN) : Duration.ZERO);
    }

    /**
     * Starts what was planned; whatever was opened on the way is closed again where that fails.
     *
     * @throws InvalidConfigurationException if settings are wrong
     * @throws IllegalStateException if a room can't be installed
     */
    static Running of(Plan plan) {
        Startup startup = new Startup(plan);
        try {
            return startup.run();
        } catch (Throwable e) {
            startup.abandon();
            throw e;
        }
    }

    private Running run() {
        try {
            rooms.installInto(parts, parts::installing);
        } catch (IllegalStateException e) {
            if (problems.isEmpty()) {
                throw e;
            }
            problems.add(e.getMessage()); // most likely because of the others
        }
        problems.addAll(Controls.problems(parts.config));
        List<String> unknown = parts.config.unknown();
        unknown.forEach(sentence -> log().warn("obs: {}", sentence));
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems);
        }
        parts.installing("core");
        Pipeline pipeline = parts.pipeline();
        measureObs(parts.meters);
        parts.controls.wired(parts.meters);
        parts.onClose(left -> parts.controls.close());
        parts.runWhenWired();
        Facts facts = new Facts(parts, rooms.names(), unknown);
        AdminServer admin =
                AdminServer.start(parts.config, parts.health, parts.failures, parts.pages, parts.controls, facts);
        parts.onClose(left -> admin.close());
        parts.onClose(left -> parts.startLine.closing());
        parts.startLine.ready(observer -> {
            try {
                marks.sentence(observer).ifPresent(parts::leftOut);
            } catch (Throwable e) {
                parts.failures.caught("marks", e);
            }
            log().info(facts.startLine(admin));
        });
        return new Running(parts, pipeline, admin);
    }

    private void measureObs(Meters meters) {
        meters.gauge(Catalog.SERVICE_INFO, () -> 1, parts.version());
        meters.gauge(Catalog.SERVICE_HEALTH, () -> parts.health.status().code());
        parts.drops.watch((kind, total) ->
                meters.counter(Catalog.OBS_DROPPED, total, kind.signal().label(), kind.reason()));
        parts.failures.watch((component, total) -> meters.counter(Catalog.OBS_INTERNAL_ERRORS, total, component));
    }

    private void abandon() {
        long deadline =
                System.nanoTime() + parts.config.get(CoreKeys.SHUTDOWN_TIMEOUT).toNanos();
        parts.closing.run(deadline);
        parts.closingLogs.run(deadline);
        parts.health.close();
    }

    private static Logger log() {
        return LoggerFactory.getLogger("obs");
    }
}
