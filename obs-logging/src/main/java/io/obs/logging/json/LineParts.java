package io.obs.logging.json;

import ch.qos.logback.classic.Level;
import io.obs.logging.stack.TraceWriter;
import io.obs.pipeline.Failures;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What all lines of an encoder share: its format, and what it has found out and encoded beforehand. Thread-safe. */
final class LineParts {

    private static final int MOST_LOGGERS = 2_000;

    private final LineFormat format;
    private final Isolation isolation;
    private final Fields fields;
    private final Timestamps timestamps = new Timestamps();
    private final TraceWriter traces;
    private final ObjectTrees trees = ObjectTrees.find();
    private final StructuredParts structured = StructuredParts.find();
    private final Map<String, byte[]> loggers = new ConcurrentHashMap<>();
    private final byte[] debug;
    private final byte[] info;
    private final byte[] warn;
    private final byte[] error;
    private final byte[] critical;

    LineParts(LineFormat format, Failures failures) {
        this.format = format;
        isolation = new Isolation(failures);
        fields = new Fields(format.masker());
        traces = new TraceWriter(format.stackTraces());
        debug = level("DEBUG");
        info = level("INFO");
        warn = level("WARN");
        error = level("ERROR");
        critical = level(Markers.CRITICAL);
    }

    LineFormat format() {
        return format;
    }

    Isolation isolation() {
        return isolation;
    }

    Fields fields() {
        return fields;
    }

    Timestamps timestamps() {
        return timestamps;
    }

    TraceWriter traces() {
        return traces;
    }

    ObjectTrees trees() {
        return trees;
    }

    StructuredParts structured() {
        return structured;
    }

    /** The timestamp's closing quote, the level, and the service that always follows. */
    byte[] levelField(@Nullable Level level, boolean critically) {
        if (critically) {
            return critical;
        }
        int number = level == null ? Level.INFO_INT : level.toInt();
        if (number >= Level.ERROR_INT) {
            return error;
        }
        if (number >= Level.WARN_INT) {
            return warn;
        }
        return number >= Level.INFO_INT ? info : debug;
    }

    byte[] loggerField(String name) {
        byte[] known = loggers.get(name);
        if (known != null) {
            return known;
        }
        byte[] made = encoded("logger", name);
        if (loggers.size() < MOST_LOGGERS) {
            loggers.put(name, made);
        }
        return made;
    }

    private byte[] level(String name) {
        byte[] service = encoded("service", format.service());
        byte[] start = ("\",\"level\":\"" + name + "\"").getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(start, start.length + service.length);
        System.arraycopy(service, 0, whole, start.length, service.length);
        return whole;
    }

    /** A field whose text recurs, as it stands in a line. */
    byte[] encoded(String field, String value) {
        LineBuffer out = new LineBuffer();
        out.put(Field.prefix(field));
        new Text(out, format.masker(), format.maxMessageBytes()).plain(value);
        return Arrays.copyOf(out.bytes, out.length);
    }
}
