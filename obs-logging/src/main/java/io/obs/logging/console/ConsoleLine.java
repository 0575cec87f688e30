package io.obs.logging.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.obs.context.RequestContext;
import io.obs.logging.mdc.EventMdc;
import io.obs.logging.stack.StackTraceFormat;
import io.obs.logging.stack.StackTraces;
import io.obs.mask.Masker;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * Writes an event for people: local time, level, shortened logger, message, fields, shortened ids, all on one line; a
 * stack trace indented below.
 *
 * <pre>{@code
 * 12:34:56.789 WARN  c.acme.shop.Orders  stock is low  sku=4711 left=2  [4bf92f35 req-7c1e20aa user-123]
 * }</pre>
 *
 * <p>Secrets are masked; whatever could steer a terminal is escaped. Immutable, thread-safe.
 */
public final class ConsoleLine {

    private static final int LOGGER_WIDTH = 28;
    private static final int ID_DIGITS = 8;
    private static final String REQUEST_PREFIX = "req-";

    private final Masker masker;
    private final StackTraceFormat stackTraces;
    private final int maxText;
    private final Paint paint;
    private final DateTimeFormatter time;

    /**
     * @param maxText how many characters of a message or value are shown
     * @param colored whether with ANSI colours
     */
    public ConsoleLine(Masker masker, StackTraceFormat stackTraces, int maxText, boolean colored) {
        this.masker = masker;
        this.stackTraces = stackTraces;
        this.maxText = maxText;
        this.paint = colored ? Paint.ANSI : Paint.NONE;
        this.time = DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
    }

    /** The event's line in UTF-8, line break included. */
    public byte[] of(ILoggingEvent event, Context context) {
        StringBuilder line = new StringBuilder(200);
        boolean critical = critical(event);
        paint.on(line, Paint.DIM);
        time.formatTo(event.getInstant(), line);
        paint.off(line);
        line.append(' ');
        paint.on(line, Paint.of(event.getLevel(), critical));
        String level = critical ? "CRITICAL" : event.getLevel().toString();
        line.append(level).append(" ".repeat(Math.max(0, 5 - level.length())));
        paint.off(line);
        line.append(' ');
        paint.on(line, Paint.DIM);
        LoggerName.append(line, event.getLoggerName(), LOGGER_WIDTH);
        paint.off(line);
        line.append("  ");
        text(line, event.getFormattedMessage());
        fields(line, event, context);
        ids(line, context);
        line.append('\n');
        stackTrace(line, event);
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean critical(ILoggingEvent event) {
        List<Marker> markers = event.getMarkerList();
        return event.getLevel() == Level.ERROR
                && markers != null
                && markers.stream().anyMatch(marker -> marker.contains("CRITICAL"));
    }

    private void fields(StringBuilder line, ILoggingEvent event, Context context) {
        Pairs pairs = new Pairs(line);
        List<KeyValuePair> own = event.getKeyValuePairs();
        if (own != null) {
            own.forEach(pair -> pairs.add(pair.key, pair.value));
        }
        List<Marker> markers = event.getMarkerList();
        if (markers != null) {
            markers.forEach(pairs::tag);
        }
        RequestContext.from(context).forEachField(pairs::add);
        Map<String, String> mdc = EventMdc.ownOf(event);
        if (mdc != null) {
            mdc.forEach(pairs::add);
        }
    }

    /** Appends fields behind the message. */
    private final class Pairs {
        private final StringBuilder line;
        private String gap = "  ";

        Pairs(StringBuilder line) {
            this.line = line;
        }

        void add(String key, @Nullable Object value) {
            line.append(gap);
            gap = " ";
            paint.on(line, Paint.KEY);
            SafeText.append(line, key, maxText);
            line.append('=');
            paint.off(line);
            if (masker.sensitive(key)) {
                line.append(Masker.MASK);
            } else {
                text(line, Values.text(value));
            }
        }

        void tag(Marker marker) {
            boolean structured = marker.getClass().getName().startsWith("net.logstash.");
            if (!marker.contains("CRITICAL")) {
                line.append(gap).append(structured ? "" : "#");
                gap = " ";
                text(line, structured ? Values.text(marker) : marker.getName());
            }
        }
    }

    private void text(StringBuilder line, @Nullable String text) {
        SafeText.append(line, text == null ? "null" : masker.mask(text), maxText);
    }

    private void ids(StringBuilder line, Context context) {
        SpanContext span = Span.fromContext(context).getSpanContext();
        RequestContext request = RequestContext.from(context);
        String requestId = request.requestId();
        String user = request.userId();
        if (!span.isValid() && requestId == null && user == null) {
            return;
        }
        line.append("  ");
        paint.on(line, Paint.DIM);
        String gap = "[";
        if (span.isValid()) {
            line.append(gap).append(span.getTraceId(), 0, ID_DIGITS);
            gap = " ";
        }
        if (requestId != null) {
            line.append(gap);
            int shown = requestId.startsWith(REQUEST_PREFIX) ? REQUEST_PREFIX.length() + ID_DIGITS : 2 * ID_DIGITS;
            SafeText.append(line, requestId.substring(0, Math.min(shown, requestId.length())), maxText);
            gap = " ";
        }
        if (user != null) {
            line.append(gap);
            text(line, user);
        }
        line.append(']');
        paint.off(line);
    }

    private void stackTrace(StringBuilder line, ILoggingEvent event) {
        if (event.getThrowableProxy() == null) {
            return;
        }
        StringBuilder trace = new StringBuilder(1024);
        StackTraces.append(trace, event.getThrowableProxy(), stackTraces, masker);
        trace.toString().lines().forEach(row -> {
            line.append("    ");
            SafeText.append(line, row, maxText);
            line.append('\n');
        });
    }
}
