package io.obs.tracing;

import io.obs.pipeline.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/**
 * Leads what the SDK says through java.util.logging into the service's own log, a line a minute and logger at most,
 * instead of onto stderr. A service that has set up java.util.logging itself is left alone.
 */
final class SdkLog extends Handler {

    private static final Logger SDK = Logger.getLogger("io.opentelemetry");
    private static final long LOG_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MAX_LOGGERS = 100;

    private final Clock clock;
    private final Formatter text = new SimpleFormatter();
    private final Map<String, Long> lastSaid = new ConcurrentHashMap<>();

    private SdkLog(Clock clock) {
        this.clock = clock;
    }

    /** Takes over the SDK's records where nobody else cares for them. */
    static Runnable lead(Clock clock) {
        if (SDK.getHandlers().length > 0 || !SDK.getUseParentHandlers() || rootIsSetUp()) {
            return () -> {};
        }
        SdkLog handler = new SdkLog(clock);
        SDK.addHandler(handler);
        SDK.setUseParentHandlers(false);
        return () -> {
            SDK.removeHandler(handler);
            SDK.setUseParentHandlers(true);
        };
    }

    private static boolean rootIsSetUp() {
        if (System.getProperty("java.util.logging.config.file") != null
                || System.getProperty("java.util.logging.config.class") != null) {
            return true;
        }
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            if (handler.getClass() != ConsoleHandler.class) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void publish(LogRecord entry) {
        int level = entry.getLevel().intValue();
        if (level < Level.INFO.intValue() || !due(String.valueOf(entry.getLoggerName()))) {
            return;
        }
        org.slf4j.Logger log = LoggerFactory.getLogger(String.valueOf(entry.getLoggerName()));
        String message = text.formatMessage(entry);
        if (level < Level.WARNING.intValue() || saidBetter(entry)) {
            log.debug(message, entry.getThrown());
        } else {
            log.warn(message, entry.getThrown());
        }
    }

    /** Failed exports are the subject of obs's own line, which knows how many were lost. */
    private static boolean saidBetter(LogRecord entry) {
        String logger = String.valueOf(entry.getLoggerName());
        return logger.startsWith("io.opentelemetry.exporter") || logger.startsWith("io.opentelemetry.sdk.trace.export");
    }

    private boolean due(String logger) {
        long now = clock.nanoTime();
        if (lastSaid.size() >= MAX_LOGGERS) {
            lastSaid.clear();
        }
        boolean[] due = {false};
        lastSaid.compute(logger, (name, last) -> {
            due[0] = last == null || now - last >= LOG_EVERY_NANOS;
            return due[0] || last == null ? now : last;
        });
        return due[0];
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
