package io.obs.logging.json;

import io.obs.mask.Masker;
import io.obs.pipeline.FieldWriter;
import net.logstash.logback.argument.StructuredArgument;
import net.logstash.logback.marker.LogstashMarker;
import net.logstash.logback.marker.MapEntriesAppendingMarker;
import net.logstash.logback.marker.ObjectAppendingMarker;
import net.logstash.logback.marker.RawJsonAppendingMarker;
import net.logstash.logback.marker.SingleFieldAppendingMarker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.JsonGeneratorDelegate;

/** Understands logstash-logback-encoder's arguments and markers; only loaded where that, and Jackson 3, are. */
final class LogstashParts implements StructuredParts {

    private final Jackson jackson = new Jackson();

    /** @throws LinkageError where the version on the class path is one for Jackson 2 */
    LogstashParts() {
        try {
            StructuredArgument.class.getMethod("writeTo", JsonGenerator.class);
        } catch (NoSuchMethodException e) {
            throw new LinkageError("logstash-logback-encoder before 9.0", e);
        }
    }

    @Override
    public boolean isArgument(Object argument) {
        return argument instanceof StructuredArgument;
    }

    @Override
    public boolean isMarker(Marker marker) {
        return marker instanceof LogstashMarker;
    }

    @Override
    public boolean secret(Object argument, Masker masker) {
        return argument instanceof SingleFieldAppendingMarker field && masker.sensitive(field.getFieldName());
    }

    @Override
    public void write(Object part, FieldWriter to) {
        Class<?> type = part.getClass();
        if (type == ObjectAppendingMarker.class
                || type == MapEntriesAppendingMarker.class
                || type == RawJsonAppendingMarker.class) {
            ((LogstashMarker) part).writeTo(new Capture(to, jackson));
        } else if (part instanceof StructuredArgument argument) {
            jackson.fields(argument::writeTo, to);
        } else if (part instanceof LogstashMarker marker) {
            jackson.fields(marker::writeTo, to);
        }
    }

    /**
     * Takes the names and values that the three simple kinds hand to their generator, before Jackson has written any:
     * the values then are written like all others, and Jackson is only asked for objects.
     */
    private static final class Capture extends JsonGeneratorDelegate {

        private final FieldWriter to;
        private final Jackson jackson;
        private String name = "";

        Capture(FieldWriter to, Jackson jackson) {
            super(null);
            this.to = to;
            this.jackson = jackson;
        }

        @Override
        public JsonGenerator writeName(String next) {
            name = next;
            return this;
        }

        @Override
        public JsonGenerator writePOJO(@Nullable Object value) {
            to.object(name, value);
            return this;
        }

        @Override
        public JsonGenerator writeNull() {
            return this;
        }

        @Override
        public JsonGenerator writeRawValue(String json) {
            to.object(name, jackson.rawTree(json));
            return this;
        }
    }
}
