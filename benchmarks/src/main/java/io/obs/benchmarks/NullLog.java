package io.obs.benchmarks;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.obs.logging.json.LineBuffer;
import io.obs.logging.json.LineBuffers;
import io.obs.logging.json.LineEncoder;
import io.obs.logging.json.LineFormat;
import io.obs.pipeline.Clock;
import io.obs.pipeline.Failures;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.slf4j.LoggerFactory;

/** Loggers of their own whose lines are encoded in the caller's thread and then written to nowhere. */
final class NullLog {

    private NullLog() {}

    /** The peers' way: logback's appender around an encoder. */
    static Logger with(String name, Encoder<ILoggingEvent> encoder) {
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        encoder.setContext(context());
        encoder.start();
        appender.setContext(context());
        appender.setEncoder(encoder);
        appender.setOutputStream(OutputStream.nullOutputStream());
        return logger(name, appender);
    }

    /** The way of obs's own appender: encoded into a buffer that is used again. */
    static Logger ofObs(String name) {
        LineBuffers buffers = new LineBuffers();
        LineEncoder encoder = new LineEncoder(LineFormat.of("bench"), new Failures(Clock.system()));
        OutputStream nowhere = OutputStream.nullOutputStream();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                LineBuffer line = buffers.acquire();
                try {
                    encoder.encode(event, line);
                    nowhere.write(line.array(), 0, line.length());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } finally {
                    buffers.release(line);
                }
            }
        };
        appender.setContext(context());
        return logger(name, appender);
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    private static Logger logger(String name, Appender<ILoggingEvent> appender) {
        appender.start();
        Logger logger = context().getLogger(name);
        logger.setAdditive(false);
        logger.addAppender(appender);
        return logger;
    }
}
