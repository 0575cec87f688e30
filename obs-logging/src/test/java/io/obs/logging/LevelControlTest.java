package io.obs.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.obs.Observability;
import io.obs.control.ControlResult;
import io.obs.control.ControlResult.Outcome;
import io.obs.pipeline.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Operators and levels, in the logback that SLF4J is bound to. */
class LevelControlTest {

    private static final class HandClock implements Clock {

        private final AtomicLong now = new AtomicLong();

        @Override
        public long nanoTime() {
            return now.get();
        }

        @Override
        public long epochNanos(long nanoTime) {
            return nanoTime;
        }
    }

    private final HandClock clock = new HandClock();
    private final LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Logger trail = loggers.getLogger("obs.control");
    private final Logger acme = loggers.getLogger("com.acme");
    private final Logger shop = loggers.getLogger("com.acme.Shop");
    private final MemoryAppender memory = new MemoryAppender();
    private Level rootLevel;
    private Observability obs;

    @BeforeEach
    void start() {
        rootLevel = root.getLevel();
        obs = Observability.builder()
                .withoutDiscovery()
                .install(new LoggingRoom())
                .clock(clock)
                .set("obs.admin.port", "0")
                .set("obs.log.level", "info")
                .set("obs.control.enabled", "true")
                .set("obs.control.token", "0123456789abcdef")
                .build();
        ObsEncoder encoder = new ObsEncoder();
        encoder.setContext(loggers);
        encoder.start();
        memory.setContext(loggers);
        memory.setEncoder(encoder);
        memory.start();
        root.addAppender(memory);
    }

    @AfterEach
    void stop() {
        root.detachAppender(memory);
        obs.close();
        acme.setLevel(null);
        root.setLevel(rootLevel);
    }

    private ControlResult use(String... fields) {
        Map<String, String> form = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        return obs.controls().use("logger", form, "127.0.0.1");
    }

    private void pass(Duration time) {
        clock.now.addAndGet(time.toNanos());
    }

    @Test
    void level_isChangedForATime_thenAsItWas() {
        ControlResult result = use("name", "com.acme", "action", "debug", "for", "2m");

        assertThat(result.facts()).containsEntry("state", "DEBUG").containsEntry("until", "1970-01-01T00:02:00Z");
        assertThat(shop.isDebugEnabled()).isTrue();
        assertThat(obs.controls().facts())
                .containsEntry("logger", Map.of("com.acme", "DEBUG until 1970-01-01T00:02:00Z"));

        pass(Duration.ofMinutes(2));
        await().untilAsserted(() -> assertThat(shop.isDebugEnabled()).isFalse());
        assertThat(acme.getLevel()).isNull();
        assertThat(obs.controls().facts()).containsEntry("logger", Map.of());
        await().untilAsserted(() -> assertThat(memory.lines())
                .last()
                .asString()
                .contains("\"level\":\"WARN\"", "\"logger\":\"obs.control\"", "com.acme is INFO again"));
    }

    @Test
    void level_withoutATime_lastsTenMinutes() {
        use("name", "com.acme", "action", "trace");
        pass(Duration.ofMinutes(10).minusNanos(1));
        assertThat(shop.isTraceEnabled()).isTrue();

        pass(Duration.ofNanos(1));
        await().untilAsserted(() -> assertThat(acme.getLevel()).isNull());
    }

    @Test
    void secondChange_leadsBackToWhatWasBeforeTheFirst() {
        acme.setLevel(Level.ERROR);
        use("name", "com.acme", "action", "debug", "for", "1m");
        use("name", "com.acme", "action", "trace", "for", "5m");
        pass(Duration.ofMinutes(2));
        assertThat(obs.controls().facts().get("logger")).asString().contains("TRACE");

        assertThat(use("name", "com.acme", "action", "restore").facts()).containsEntry("state", "ERROR");
        assertThat(acme.getLevel()).isEqualTo(Level.ERROR);
    }

    @Test
    void level_thatSomebodyElseHasSetMeanwhile_isLeftAlone() {
        use("name", "com.acme", "action", "debug");
        acme.setLevel(Level.WARN);
        use("name", "com.acme", "action", "restore");

        assertThat(acme.getLevel()).isEqualTo(Level.WARN);
    }

    @Test
    void close_bringsEveryLevelBack() {
        use("name", "com.acme", "action", "debug", "for", "1d");
        use("name", "ROOT", "action", "error", "for", "1d");
        assertThat(root.getLevel()).isEqualTo(Level.ERROR);
        obs.close();

        assertThat(acme.getLevel()).isNull();
        assertThat(root.getLevel()).isEqualTo(Level.INFO);
        assertThat(trail.getLevel()).isNull();
    }

    @Test
    void trail_canNotBeSilenced() {
        use("name", "ROOT", "action", "error", "by", "mallory");
        use("name", "com.acme", "action", "debug", "by", "mallory");

        assertThat(memory.lines())
                .filteredOn(line -> line.contains("\"logger\":\"obs.control\""))
                .hasSize(2)
                .allMatch(line -> line.contains("\"by\":\"mallory\""));
        assertThat(use("name", "obs.control", "action", "error").outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void logger_thatThereIsNot_isAnsweredWithThoseThatBeginAlike() {
        assertThat(use("name", "com.acmee", "action", "debug").facts().get("known"))
                .asInstanceOf(LIST)
                .startsWith("com.acme", "com.acme.Shop");
        assertThat(loggers.exists("com.acmee")).isNull();
        assertThat(use("name", "com.acme", "action", "off").outcome()).isEqualTo(Outcome.INVALID);
    }
}
