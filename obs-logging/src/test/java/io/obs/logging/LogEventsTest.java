package io.obs.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.obs.catalog.MetricSpec;
import io.obs.pipeline.Meters;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;

class LogEventsTest {

    private static final String ROOT_ONLY = "<root level='INFO'/>";

    @Test
    void events_areCountedByLevel() {
        try (OwnLogback logback = new OwnLogback(ROOT_ONLY)) {
            Counts counts = watched(logback.context);
            Logger logger = logback.logger("com.acme.Shop");
            logger.setLevel(Level.TRACE);

            logger.trace("t");
            logger.debug("d");
            logger.info("i");
            logger.warn("w");
            logger.error("e");
            Critical.log(logger, "c");
            Critical.at(logger).addKeyValue("a", 1).log("c");

            assertThat(counts.since())
                    .isEqualTo(Map.of("DEBUG", 2L, "INFO", 1L, "WARN", 1L, "ERROR", 1L, "CRITICAL", 2L));
        }
    }

    @Test
    void disabledEventsAndQuestions_areNotCounted() {
        try (OwnLogback logback = new OwnLogback(ROOT_ONLY)) {
            Counts counts = watched(logback.context);
            Logger logger = logback.logger("com.acme.Shop");
            logback.context.addTurboFilter(new TurboFilter() {
                @Override
                public FilterReply decide(
                        Marker marker, Logger of, Level level, String format, Object[] params, Throwable t) {
                    return "denied".equals(format) ? FilterReply.DENY : FilterReply.NEUTRAL;
                }
            });

            logger.debug("not enabled");
            logger.info("denied");
            assertThat(logger.isInfoEnabled()).isTrue();
            logger.atInfo().log("once");

            assertThat(counts.since().get("INFO")).isEqualTo(1);
            assertThat(counts.since().get("DEBUG")).isZero();
        }
    }

    @Test
    void loggersThatAreNotAdditive_areCountedOnce() {
        try (OwnLogback logback =
                new OwnLogback("<logger name='audit' additivity='false' level='INFO'/>" + ROOT_ONLY)) {
            Counts counts = watched(logback.context);

            logback.logger("audit.payments").info("deep below");
            logback.logger("audit").info("there");
            logback.logger("other").info("elsewhere");

            assertThat(counts.since().get("INFO")).isEqualTo(3);
        }
    }

    @Test
    void loggerMadeNotAdditiveInCode_isFoundAtTheNextScrape() {
        try (OwnLogback logback = new OwnLogback(ROOT_ONLY)) {
            Counts counts = watched(logback.context);
            Logger audit = logback.logger("audit");
            audit.setAdditive(false);
            counts.since();

            audit.info("counted");
            assertThat(counts.since().get("INFO")).isEqualTo(1);

            audit.setAdditive(true);
            counts.since();
            audit.info("counted once");
            assertThat(counts.since().get("INFO")).isEqualTo(2);
        }
    }

    @Test
    void reset_keepsCounting() {
        try (OwnLogback logback = new OwnLogback(ROOT_ONLY)) {
            Counts counts = watched(logback.context);

            logback.context.reset();
            logback.logger("com.acme.Shop").info("after");

            assertThat(counts.since().get("INFO")).isEqualTo(1);
        }
    }

    private static Counts watched(LoggerContext context) {
        LogEvents.watch(context);
        return new Counts(context);
    }

    /** What a scrape would show, as the difference to the beginning: the counts are the process's. */
    private static final class Counts implements Meters {

        private final Map<String, LongSupplier> totals = new HashMap<>();
        private final Map<String, Long> before = new HashMap<>();

        Counts(LoggerContext context) {
            LogEvents.publish(this, context);
            totals.forEach((level, total) -> before.put(level, total.getAsLong()));
        }

        Map<String, Long> since() {
            Map<String, Long> since = new HashMap<>();
            totals.forEach((level, total) -> since.put(level, total.getAsLong() - before.get(level)));
            return since;
        }

        @Override
        public Registration counter(MetricSpec spec, LongSupplier total, String... labels) {
            totals.put(labels[0], total);
            return () -> {};
        }

        @Override
        public Registration gauge(MetricSpec spec, DoubleSupplier value, String... labels) {
            return Meters.noop().gauge(spec, value, labels);
        }

        @Override
        public Family<Counter> counters(MetricSpec spec) {
            return Meters.noop().counters(spec);
        }

        @Override
        public Family<Histogram> histograms(MetricSpec spec) {
            return Meters.noop().histograms(spec);
        }
    }
}
