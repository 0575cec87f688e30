package io.obs.testkit;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.obs.logging.ObsEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Hears every event of the process's logback, and keeps it as the line that a user would see. */
final class CapturedLog extends UnsynchronizedAppenderBase<ILoggingEvent> implements AutoCloseable {

    private final ObsEncoder encoder = new ObsEncoder();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private CapturedLog(LoggerContext context) {
        setContext(context);
        encoder.setContext(context);
    }

    static CapturedLog open() {
        CapturedLog log = new CapturedLog((LoggerContext) LoggerFactory.getILoggerFactory());
        log.encoder.start();
        log.start();
        root().addAppender(log);
        return log;
    }

    List<LogLine> lines() {
        return lines.stream().map(LogLine::parse).toList();
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(new String(encoder.encode(event), StandardCharsets.UTF_8).strip());
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
