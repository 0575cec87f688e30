package io.obs.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.obs.pipeline.Clock;
import io.obs.pipeline.Event;
import io.obs.pipeline.Line;
import io.obs.pipeline.Operation;
import io.obs.pipeline.OperationListener;
import io.obs.pipeline.Unheard;

/** Writes obs's own lines through logback, so that the service's levels, filters and appenders see them. */
final class LineListener implements OperationListener {

    private final LoggerContext loggers;
    private final Clock clock;

    LineListener(LoggerContext loggers, Clock clock) {
        this.loggers = loggers;
        this.clock = clock;
    }

    @Override
    public Unheard unheard() {
        return (parent, logger) -> !loggers.getLogger(logger).isInfoEnabled();
    }

    @Override
    public void onEnd(Operation operation) {
        if (operation instanceof Line line) {
            write(line, operation.endNanos());
        }
    }

    @Override
    public void onEvent(Event event) {
        write(event, clock.nanoTime());
    }

    private void write(Line line, long at) {
        org.slf4j.event.Level asked = line.lineLevel();
        if (asked == null) {
            return;
        }
        Logger logger = loggers.getLogger(line.lineLogger());
        Level level = Level.convertAnSLF4JLevel(asked);
        if (logger.isEnabledFor(level)) {
            logger.callAppenders(new LineEvent(line, logger, level, clock.epochNanos(at)));
        }
    }
}
