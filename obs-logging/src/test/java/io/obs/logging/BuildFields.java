package io.obs.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.obs.logging.json.EventFields;
import io.obs.pipeline.FieldWriter;

/** Fields of a service's own. */
public final class BuildFields implements EventFields {

    @Override
    public void write(ILoggingEvent event, FieldWriter to) {
        to.string("build", "42");
    }
}
