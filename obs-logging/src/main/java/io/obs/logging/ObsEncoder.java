package io.obs.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import io.obs.logging.mdc.ContextMdc;
import java.util.Locale;

/**
 * obs's lines from an appender of the service's own: a file, a socket, logback's {@code ConsoleAppender}, also behind an
 * {@code AsyncAppender}: each line carries the ids of the context its event was made in.
 *
 * <p>How losses and a blocked output are dealt with is then that appender's affair. Thread-safe; never throws.
 *
 * <pre>{@code
 * <appender name="FILE" class="ch.qos.logback.core.FileAppender">
 *   <file>service.log</file>
 *   <encoder class="io.obs.logging.ObsEncoder"/>
 * </appender>
 * }</pre>
 */
public final class ObsEncoder extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = {};

    private LogFormat format = LogFormat.JSON;

    /** Made by logback. */
    public ObsEncoder() {}

    /**
     * How lines look.
     *
     * @param name {@code json} (the default), or {@code auto}: as on standard output, see {@code obs.log.format}
     */
    public void setFormat(String name) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "json" -> format = LogFormat.JSON;
            case "auto" -> format = LogFormat.AUTO;
            default -> addError("format is \"" + name + "\"; allowed: json, auto");
        }
    }

    @Override
    public void start() {
        if (getContext() instanceof LoggerContext context) {
            ContextMdc.install(context);
            LogEvents.watch(context);
        }
        super.start();
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return ProcessOutput.get().encode(event, format);
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
