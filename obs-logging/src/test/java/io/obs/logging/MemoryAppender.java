package io.obs.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Keeps what its encoder makes, as an appender of a service's own would write it. */
public final class MemoryAppender extends OutputStreamAppender<ILoggingEvent> {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    public MemoryAppender() {
        setOutputStream(written);
    }

    List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
