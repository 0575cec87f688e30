package io.obs.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import io.obs.logging.json.EventFields;
import io.obs.logging.mdc.ContextMdc;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * obs's lines from an appender of the service's own: a file, a socket, logback's {@code ConsoleAppender}, also behind an
 * {@code AsyncAppender}: each line carries the ids of the context its event was made in.
 *
 * <p>Fields of the service's own are added with {@code <fields class="..."/>} (an {@link EventFields}). How losses and a blocked output are dealt with is then that appender's affair. Thread-safe; never throws.
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

    /** The format with the encoder's own fields, as of some settings of the process. */
    private record Extended(LoggingSettings of, EventFormat format) {}

    private final List<EventFields> fields = new CopyOnWriteArrayList<>();
    private LogFormat format = LogFormat.JSON;
    private volatile @Nullable Extended extended;

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

    /** Adds fields to every line of this encoder. */
    public void addFields(EventFields further) {
        fields.add(further);
        extended = null;
    }

    @Override
    public void start() {
        if (getContext() instanceof LoggerContext context) {
            ContextMdc.install(context);
            LogEvents.watch(context);
        }
        ProcessOutput
                .get(); // reads the settings now: an asynchronous appender has little time for its first line at exit
        super.start();
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        LogOutput output = ProcessOutput.get();
        return output.encode(event, format(output));
    }

    private EventFormat format(LogOutput output) {
        if (format == LogFormat.AUTO) {
            return output.format();
        }
        return fields.isEmpty() ? output.json() : extended(output);
    }

    @SuppressWarnings("ReferenceEquality") // settings are made anew when they change, and compared for each line
    private EventFormat extended(LogOutput output) {
        Extended known = extended;
        LoggingSettings settings = output.settings();
        if (known == null || known.of() != settings) {
            known = new Extended(settings, new JsonFormat(settings.line().with(fields), output.failures()));
            extended = known;
        }
        return known.format();
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
