package io.obs.logging.json;

import io.obs.mask.Masker;
import io.obs.pipeline.FieldWriter;
import org.slf4j.Marker;

/** Understands the structured arguments and markers of logstash-logback-encoder, where that is on the class path. */
interface StructuredParts {

    /** Without it nothing is structured. */
    StructuredParts NONE = new StructuredParts() {
        @Override
        public boolean isArgument(Object argument) {
            return false;
        }

        @Override
        public boolean isMarker(Marker marker) {
            return false;
        }

        @Override
        public boolean secret(Object argument, Masker masker) {
            return false;
        }

        @Override
        public void write(Object part, FieldWriter to) {}
    };

    /** True for {@code kv("key", value)} and its like. */
    boolean isArgument(Object argument);

    /** True for {@code Markers.append("key", value)} and its like: fields, not tags. */
    boolean isMarker(Marker marker);

    /** True where the argument's text in the message is the value of a sensitive key. */
    boolean secret(Object argument, Masker masker);

    /** Writes the fields of an argument or marker. */
    void write(Object part, FieldWriter to);

    /** What this class path offers. */
    static StructuredParts find() {
        try {
            Class.forName(
                    "net.logstash.logback.argument.StructuredArgument", false, StructuredParts.class.getClassLoader());
            Class.forName("tools.jackson.databind.json.JsonMapper", false, StructuredParts.class.getClassLoader());
            return new LogstashParts();
        } catch (ClassNotFoundException | LinkageError e) {
            return NONE;
        }
    }
}
