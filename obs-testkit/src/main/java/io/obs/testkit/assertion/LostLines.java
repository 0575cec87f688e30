package io.obs.testkit.assertion;

import io.obs.testkit.LogLine;
import java.time.Instant;

/** Lines that were logged while a trace ran and carry no id: as when work went to a thread without its context. */
final class LostLines {

    private LostLines() {}

    static boolean has(LogLine line, TraceAssert trace) {
        String logger = line.text("logger");
        String timestamp = line.text("timestamp");
        if (line.text("trace_id") != null
                || timestamp == null
                || !trace.isAlone()
                || logger == null
                || logger.equals("obs")
                || logger.startsWith("obs.")
                || logger.startsWith("io.obs.testkit.")) {
            return false;
        }
        long at = Instant.parse(timestamp).toEpochMilli();
        return trace.beganMillis() < at && at < trace.endedMillis(); // to the millisecond: its neighbours are not meant
    }
}
