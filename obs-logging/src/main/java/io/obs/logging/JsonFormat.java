package io.obs.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.obs.logging.json.LineBuffer;
import io.obs.logging.json.LineBuffers;
import io.obs.logging.json.LineEncoder;
import io.obs.logging.json.LineFormat;
import io.obs.pipeline.Failures;
import io.opentelemetry.context.Context;

/** One JSON object a line. */
final class JsonFormat implements EventFormat {

    private static final LineBuffers BUFFERS = new LineBuffers();

    private final LineEncoder encoder;

    JsonFormat(LineFormat format, Failures failures) {
        encoder = new LineEncoder(format, failures);
    }

    @Override
    public void format(ILoggingEvent event, Context context, Taker to) {
        LineBuffer line = BUFFERS.acquire();
        try {
            encoder.encode(event, context, line);
            to.take(line.array(), 0, line.length());
        } finally {
            BUFFERS.release(line);
        }
    }
}
