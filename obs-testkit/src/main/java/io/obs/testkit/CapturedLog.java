package io.obs.testkit;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.obs.logging.ObsEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/** Hears every event of the process's logback but those of others' traces, and keeps it as the line that a user would see. */
final class CapturedLog extends UnsynchronizedAppenderBase<ILoggingEvent> implements AutoCloseable {

    private static final String TRACE_ID = "\"trace_id\":\"";

    private final ObsEncoder encoder = new ObsEncoder();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private final Predicate<String> foreignTraces;

    private CapturedLog(LoggerContext context, Predicate<String> foreignTraces) {
        this.foreignTraces = foreignTraces;
        setContext(context);
        encoder.setContext(context);
    }

    /** @param foreignTraces true for the ids of traces whose lines are somebody else's */
    static CapturedLog open(Predicate<String> foreignTraces) {
        CapturedLog log = new CapturedLog((LoggerContext) LoggerFactory.getILoggerFactory(), foreignTraces);
        log.encoder.start();
        log.start();
        root().addAppender(log);
        return log;
    }

    List<LogLine> lines() {
        return lines.stream().map(LogLine::parse).toList();
    }

    void forget() {
        lines.clear();
    }

    @Override
    protected void append(ILoggingEvent event) {
        String line = new String(encoder.encode(event), StandardCharsets.UTF_8).strip();
        int id = line.indexOf(TRACE_ID); // a quote within a text is escaped, so this is the field
        if (id < 0
                || !foreignTraces.test(
                        line.substring(id + TRACE_ID.length(), line.indexOf('"', id + TRACE_ID.length())))) {
            lines.add(line);
        }
    }

    @Override
    public void close() {
        root().detachAppender(this);
        stop();
        encoder.stop();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    }
}
