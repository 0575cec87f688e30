package io.obs.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.obs.catalog.Catalog;
import io.obs.pipeline.Meters;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what is logged, by level, from the first event on: {@code log_events_total}.
 *
 * <p>Counted where an event's way up the loggers ends, at the root and at each logger that isn't additive: there each
 * event that passed levels and turbo filters arrives exactly once, whoever's appenders it is for. Thread-safe.
 */
final class LogEvents {

    /** The values of the {@code level} label. */
    private enum Kind {
        DEBUG,
        INFO,
        WARN,
        ERROR,
        CRITICAL;

        static Kind of(ILoggingEvent event) {
            int level = event.getLevel().toInt();
            if (level >= Level.ERROR_INT) {
                return Critical.is(event.getMarkerList()) ? CRITICAL : ERROR;
            }
            if (level >= Level.WARN_INT) {
                return WARN;
            }
            return level >= Level.INFO_INT ? INFO : DEBUG;
        }
    }

    private static final Map<Kind, LongAdder> COUNTS = new EnumMap<>(Kind.class);

    static {
        for (Kind kind : Kind.values()) {
            COUNTS.put(kind, new LongAdder());
        }
    }

    private LogEvents() {}

    /** Counts a context's events from now on; safe to call again, which finds loggers configured since. */
    static void watch(LoggerContext context) {
        for (LoggerContextListener listener : context.getCopyOfListenerList()) {
            if (listener instanceof Watch watch) {
                watch.look();
                return;
            }
        }
        Watch watch = new Watch(context);
        context.addListener(watch);
        watch.look();
    }

    /** Shows the counts, those from before init too. */
    static void publish(Meters meters, LoggerContext context) {
        COUNTS.forEach((kind, count) -> meters.counter(
                Catalog.LOG_EVENTS,
                () -> {
                    if (kind == Kind.DEBUG) {
                        watch(context); // once a scrape is often enough to find loggers configured in code
                    }
                    return count.sum();
                },
                kind.name()));
    }

    /** Stands where ways end. Does not lock, does not filter. */
    private static final class Counter extends UnsynchronizedAppenderBase<ILoggingEvent> {

        @Override
        public void doAppend(ILoggingEvent event) {
            append(event);
        }

        @Override
        protected void append(ILoggingEvent event) {
            LongAdder count = COUNTS.get(Kind.of(event));
            if (count != null) {
                count.increment();
            }
        }
    }

    /** Keeps the counter in its places, through resets too. */
    private static final class Watch implements LoggerContextListener {

        private final LoggerContext context;
        private final Counter counter = new Counter();

        Watch(LoggerContext context) {
            this.context = context;
            counter.setContext(context);
            counter.setName("obs-log-events");
            counter.start();
        }

        synchronized void look() {
            for (Logger logger : context.getLoggerList()) {
                look(logger);
            }
        }

        private void look(Logger logger) {
            boolean ends = !logger.isAdditive() || logger.getName().equals(Logger.ROOT_LOGGER_NAME);
            boolean counted = logger.isAttached(counter);
            if (ends && !counted) {
                logger.addAppender(counter);
            } else if (!ends && counted) {
                logger.detachAppender(counter);
            }
        }

        @Override
        public boolean isResetResistant() {
            return true;
        }

        @Override
        public void onStart(LoggerContext started) {
            look();
        }

        @Override
        public void onReset(LoggerContext reset) {
            counter.start(); // a reset stops what was attached
            look();
        }

        @Override
        public void onStop(LoggerContext stopped) {}

        @Override
        public void onLevelChange(Logger logger, Level level) {
            look(logger);
        }
    }
}
