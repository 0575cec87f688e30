package io.obs.logging.json;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.LoggingEventVO;
import io.obs.context.RequestContext;
import io.obs.logging.mdc.EventMdc;
import io.obs.logging.stack.Thrown;
import io.obs.pipeline.Line;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/** Writes lines into one {@link LineBuffer}, field by field in the order of SPEC section 2. Used by one thread at a time. */
final class LineWriter {

    private static final byte[] OPEN = {'{', '"', 't', 'i', 'm', 'e', 's', 't', 'a', 'm', 'p', '"', ':', '"'};
    private static final byte[] CLOSE = {'}', '\n'};
    private static final byte[] TRACE_ID = Field.prefix("trace_id");
    private static final byte[] SPAN_ID = Field.prefix("span_id");
    private static final byte[] REQUEST_ID = Field.prefix("request_id");
    private static final byte[] USER_ID = Field.prefix("user_id");
    private static final byte[] ENDPOINT = Field.prefix("endpoint");
    private static final byte[] METHOD = Field.prefix("method");
    private static final byte[] MESSAGE = Field.prefix("message");
    private static final byte[] TAGS = Field.prefix("tags");
    private static final int LONGEST_REQUEST_ID = 64;

    /** A line is as long as this many texts at most. */
    private static final int TEXTS = 3;

    final LineParts parts;

    private final LineBuffer out;
    private final Text text;
    private final Values values;
    private final Markers markers;
    private final Message message;
    private final OwnFields own;
    private final ErrorWriter errors;
    private final BiConsumer<String, Object> fieldsOfRequest;
    private final BiConsumer<String, String> fieldsOfMdc;
    private @Nullable String lastLogger;
    private byte[] lastLoggerField = {};
    private @Nullable String lastThread;
    private byte[] lastThreadField = {};

    LineWriter(LineParts parts, LineBuffer out) {
        this.parts = parts;
        this.out = out;
        LineFormat format = parts.format();
        text = new Text(out, format.masker(), format.maxMessageBytes());
        values = new Values(out, text, parts.fields(), format.masker(), parts.isolation(), parts.trees());
        markers = new Markers(parts.structured(), parts.isolation());
        message = new Message(text, parts.isolation(), parts.structured(), format.masker());
        own = new OwnFields(out, parts.fields(), values, markers);
        errors = new ErrorWriter(out, text, parts.isolation(), parts.traces(), format.maxMessageBytes());
        fieldsOfRequest = own::object;
        fieldsOfMdc = own::string;
    }

    void write(ILoggingEvent event, Context context) {
        int start = out.length;
        try {
            line(event, context, start + TEXTS * parts.format().maxMessageBytes());
        } catch (Throwable e) {
            String failed = parts.isolation().failed(e);
            out.length = start;
            head(event, false);
            out.put(MESSAGE);
            text.plain(failed);
        } finally {
            own.clear();
            markers.clear();
            text.shrink();
        }
        out.put(CLOSE);
    }

    private void line(ILoggingEvent event, Context context, int stop) {
        @Nullable Line line = event instanceof LineCarrier carrier ? carrier.line() : null;
        values.begin(stop);
        own.begin(stop);
        boolean error = event.getLevel() != null && event.getLevel().toInt() >= ch.qos.logback.classic.Level.ERROR_INT;
        markers.sort(event.getMarkerList(), error);
        head(event, markers.critical());
        if (parts.format().includeLogger()) {
            logger(String.valueOf(event.getLoggerName()));
            own.carries(Field.LOGGER, "");
        }
        if (parts.format().includeThread()) {
            thread(String.valueOf(event.getThreadName()));
            own.carries(Field.THREAD, "");
        }
        RequestContext request = RequestContext.from(context);
        ids(Span.fromContext(context).getSpanContext(), request);
        if (line != null) {
            own.only(OwnFields.Part.STANDARD);
            fields(line);
        }
        out.put(MESSAGE);
        out.put('"');
        text.begin();
        message(event, line);
        text.write(true);
        out.put('"');
        if (line != null) {
            own.only(OwnFields.Part.OTHERS);
            fields(line);
            own.only(OwnFields.Part.ALL);
        }
        if (line == null) {
            fieldsOfEvent(event);
        }
        fieldsAround(event, request);
        own.rest();
        tags();
        error(event, line);
    }

    private void head(ILoggingEvent event, boolean critical) {
        out.put(OPEN);
        parts.timestamps().write(event.getTimeStamp(), out);
        out.put(parts.levelField(event.getLevel(), critical));
    }

    private void logger(String name) {
        if (!name.equals(lastLogger)) {
            lastLoggerField = parts.loggerField(name);
            lastLogger = name;
        }
        out.put(lastLoggerField);
    }

    private void thread(String name) {
        if (!name.equals(lastThread)) {
            lastThreadField = parts.encoded("thread", name);
            lastThread = name;
        }
        out.put(lastThreadField);
    }

    private void ids(SpanContext span, RequestContext request) {
        if (span.isValid()) {
            id(Field.TRACE_ID, TRACE_ID, span.getTraceId());
            id(Field.SPAN_ID, SPAN_ID, span.getSpanId());
        }
        if (request != RequestContext.NONE) {
            String id = request.requestId();
            standard(
                    Field.REQUEST_ID,
                    REQUEST_ID,
                    id != null && id.length() > LONGEST_REQUEST_ID ? id.substring(0, LONGEST_REQUEST_ID) : id);
            String user = request.userId();
            if (user != null) {
                out.put(USER_ID);
                text.string(user);
                own.carries(Field.USER_ID, user);
            }
            standard(Field.ENDPOINT, ENDPOINT, request.endpoint());
            standard(Field.METHOD, METHOD, request.method());
        }
    }

    private void id(int number, byte[] prefix, String id) {
        int before = out.length;
        out.put(prefix);
        out.put('"');
        if (out.id(id)) {
            out.put('"');
            own.carries(number, id);
        } else {
            out.length = before;
            standard(number, prefix, id);
        }
    }

    private void standard(int number, byte[] prefix, @Nullable String value) {
        if (value != null) {
            out.put(prefix);
            text.plain(value);
            own.carries(number, value);
        }
    }

    private void message(ILoggingEvent event, @Nullable Line line) {
        int before = text.mark();
        try {
            if (line != null) {
                text.add(String.valueOf(line.lineMessage()));
            } else if (event.getClass() == LoggingEvent.class || event.getClass() == LoggingEventVO.class) {
                message.add(event.getMessage(), event.getArgumentArray());
            } else {
                text.add(String.valueOf(event.getFormattedMessage()));
            }
        } catch (Throwable e) {
            text.back(before);
            text.add(parts.isolation().failed(e));
        }
    }

    private void fields(Line line) {
        try {
            line.lineFields(own);
        } catch (Throwable e) {
            parts.isolation().failed(e);
        }
    }

    /** The most particular first: of two fields with one name the first keeps it. */
    private void fieldsOfEvent(ILoggingEvent event) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            for (int i = 0; i < pairs.size(); i++) {
                KeyValuePair pair = pairs.get(i);
                own.object(String.valueOf(pair.key), pair.value);
            }
        }
        structured(event.getArgumentArray());
    }

    private void fieldsAround(ILoggingEvent event, RequestContext request) {
        try {
            if (request.hasFields()) {
                request.forEachField(fieldsOfRequest);
            }
            Map<String, String> mdc = EventMdc.ownOf(event);
            if (mdc != null && !mdc.isEmpty()) {
                mdc.forEach(fieldsOfMdc);
            }
        } catch (Throwable e) {
            parts.isolation().failed(e);
        }
        List<EventFields> further = parts.format().further();
        for (int i = 0; i < further.size(); i++) {
            try {
                further.get(i).write(event, own);
            } catch (Throwable e) {
                parts.isolation().failed(e);
            }
        }
    }

    private void structured(@Nullable Object @Nullable [] arguments) {
        StructuredParts structured = parts.structured();
        if (arguments != null && structured != StructuredParts.NONE) {
            for (Object argument : arguments) {
                boolean plain = argument instanceof String || argument instanceof Number; // most are
                if (argument != null && !plain && structured.isArgument(argument)) {
                    structured(argument);
                }
            }
        }
        List<Marker> fields = markers.fields();
        for (int i = 0; i < fields.size(); i++) {
            structured(fields.get(i));
        }
    }

    private void structured(Object part) {
        try {
            parts.structured().write(part, own);
        } catch (Throwable e) {
            parts.isolation().failed(e);
        }
    }

    private void tags() {
        List<String> tags = markers.tags();
        if (!tags.isEmpty()) {
            out.put(TAGS);
            values.write(tags);
        }
    }

    private void error(ILoggingEvent event, @Nullable Line line) {
        if (line != null) {
            Throwable thrown = line.lineError();
            if (thrown != null) {
                errors.write(thrown);
            }
            return;
        }
        IThrowableProxy recorded = event.getThrowableProxy();
        if (recorded != null) {
            errors.write(Thrown.of(recorded));
        }
    }
}
