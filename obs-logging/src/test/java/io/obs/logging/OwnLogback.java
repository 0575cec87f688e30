package io.obs.logging;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.status.Status;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A logback of its own, with a configuration of its own. */
final class OwnLogback implements AutoCloseable {

    final LoggerContext context = new LoggerContext();

    OwnLogback(String configuration) {
        context.setMDCAdapter(new LogbackMDCAdapter());
        JoranConfigurator joran = new JoranConfigurator();
        joran.setContext(context);
        try {
            joran.doConfigure(new ByteArrayInputStream(
                    ("<configuration>" + configuration + "</configuration>").getBytes(StandardCharsets.UTF_8)));
        } catch (JoranException e) {
            throw new AssertionError(e);
        }
        context.start();
    }

    Logger logger(String name) {
        return context.getLogger(name);
    }

    MemoryAppender memory(String name) {
        Appender<ILoggingEvent> appender = logger(Logger.ROOT_LOGGER_NAME).getAppender(name);
        if (appender instanceof MemoryAppender memory) {
            return memory;
        }
        @SuppressWarnings("unchecked") // logback's asynchronous appender
        AppenderAttachable<ILoggingEvent> around = (AppenderAttachable<ILoggingEvent>) appender;
        return (MemoryAppender) around.iteratorForAppenders().next();
    }

    List<Status> statuses() {
        return context.getStatusManager().getCopyOfStatusList();
    }

    @Override
    public void close() {
        context.stop();
    }
}
