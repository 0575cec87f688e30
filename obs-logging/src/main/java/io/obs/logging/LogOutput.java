package io.obs.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.obs.logging.console.ConsoleLine;
import io.obs.logging.json.LineCarrier;
import io.obs.logging.mdc.EventMdc;
import io.obs.logging.sink.LogSink;
import io.obs.logging.sink.LossReason;
import io.obs.pipeline.Clock;
import io.obs.pipeline.Failures;
import io.opentelemetry.context.Context;
import java.nio.channels.WritableByteChannel;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Encodes events in the thread that logs them and hands the bytes to the sink. Thread-safe; never throws, except errors
 * that nobody may keep.
 */
final class LogOutput {

    /** How deep lines may be logged from within the encoding of lines ({@code toString()} of an argument that logs). */
    private static final int MAX_DEPTH = 4;

    private static final ThreadLocal<int[]> DEPTH = ThreadLocal.withInitial(() -> new int[1]);

    private final LogSink sink;
    private final EventFormat.Taker ordinary = (bytes, offset, length) -> take(bytes, offset, length, false);
    private final EventFormat.Taker important = (bytes, offset, length) -> take(bytes, offset, length, true);
    private volatile LoggingSettings settings;
    private volatile Failures failures;
    private volatile EventFormat json;
    private volatile EventFormat format;

    LogOutput(WritableByteChannel target, LoggingSettings settings) {
        this.settings = settings;
        failures = new Failures(Clock.system());
        json = new JsonFormat(settings.line(), failures);
        format = format(settings, json);
        sink = new LogSink(target, settings.limits(), this::ownLine, Clock.system());
    }

    /** Uses other settings from now on; what is queued stays. */
    void apply(LoggingSettings changed, Failures failing) {
        settings = changed;
        failures = failing;
        json = new JsonFormat(changed.line(), failing);
        format = format(changed, json);
        sink.limits(changed.limits());
    }

    private static EventFormat format(LoggingSettings settings, EventFormat json) {
        if (!settings.console()) {
            return json;
        }
        ConsoleLine console = new ConsoleLine(
                settings.line().masker(),
                settings.line().stackTraces(),
                settings.line().maxMessageBytes(),
                settings.colored());
        return (event, context, to) -> {
            byte[] line = console.of(event, context);
            to.take(line, 0, line.length);
        };
    }

    LogSink sink() {
        return sink;
    }

    LoggingSettings settings() {
        return settings;
    }

    Failures failures() {
        return failures;
    }

    /** How lines look on standard output. */
    EventFormat format() {
        return format;
    }

    /** How they look as JSON. */
    EventFormat json() {
        return json;
    }

    void write(ILoggingEvent event) {
        int[] depth = DEPTH.get();
        if (depth[0] >= MAX_DEPTH) {
            sink.lost(LossReason.ENCODING);
            return;
        }
        depth[0]++;
        try {
            boolean matters = event.getLevel().isGreaterOrEqual(Level.WARN);
            format.format(event, contextOf(event), matters ? important : ordinary);
        } catch (Throwable e) {
            sink.lost(LossReason.ENCODING);
            failures.caught("log", e);
        } finally {
            depth[0]--;
        }
    }

    private void take(byte[] bytes, int offset, int length, boolean matters) {
        if (length == 0) {
            sink.lost(LossReason.ENCODING);
        } else {
            sink.offer(bytes, offset, length, matters);
        }
    }

    /**
     * Encodes one event for an appender of the service's own.
     *
     * @return empty where even that failed
     */
    byte[] encode(ILoggingEvent event, EventFormat like) {
        byte[][] line = {{}};
        int[] depth = DEPTH.get();
        if (depth[0] >= MAX_DEPTH) {
            return line[0];
        }
        depth[0]++;
        try {
            like.format(
                    event,
                    contextOf(event),
                    (bytes, offset, length) -> line[0] = Arrays.copyOfRange(bytes, offset, offset + length));
        } catch (Throwable e) {
            failures.caught("log", e);
        } finally {
            depth[0]--;
        }
        return line[0];
    }

    private static Context contextOf(ILoggingEvent event) {
        return event instanceof LineCarrier carrier ? carrier.line().context() : EventMdc.contextOf(event);
    }

    /** What obs says of itself goes past logback, whose appenders might block. */
    byte[] ownLine(String message) {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerName("obs");
        event.setLevel(Level.WARN);
        event.setMessage(message);
        event.setInstant(Instant.now());
        event.setMDCPropertyMap(Map.of());
        byte[][] line = {{}};
        format.format(
                event,
                Context.root(),
                (bytes, offset, length) -> line[0] = Arrays.copyOfRange(bytes, offset, offset + length));
        return line[0];
    }

    /** The last words, for another output; null where there is nothing to say. */
    byte @Nullable [] end() {
        String message = sink.end(settings.shutdown());
        return message == null ? null : ownLine(message);
    }
}
