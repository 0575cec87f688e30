package io.obs.logging;

import ch.qos.logback.classic.LoggerContext;
import io.obs.config.CoreKeys;
import io.obs.logging.json.EventFields;
import io.obs.logging.mdc.ContextMdc;
import io.obs.logging.sink.LogSink;
import io.obs.pipeline.Signal;
import io.obs.spi.Wiring;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.ILoggerFactory;

/** What the room does where SLF4J is bound to logback. */
final class LogbackWiring {

    private LogbackWiring() {}

    static void install(Wiring wiring, ILoggerFactory bound) {
        if (!(bound instanceof LoggerContext context)) {
            wiring.leftOut("logs: SLF4J is bound to a logback of another class loader; lines are its affair");
            return;
        }
        LoggingSettings settings = LoggingSettings.of(
                wiring.config(),
                wiring.service(),
                wiring.given(EventFields.class).map(List::of).orElseGet(List::of));
        LogOutput output = ProcessOutput.get();
        output.apply(settings, wiring.failures());
        output.sink().mirror(wiring.drops());
        ProcessOutput.opened();
        ContextMdc.install(context);
        ContextMdc.view(settings.mdc());
        LogEvents.watch(context);
        Loggers.levels(context, settings);
        wiring.listen(Signal.LOG, new LineListener(context, wiring.clock()));
        wiring.whenWired(meters -> LogEvents.publish(meters, context));
        wiring.describe(Signal.LOG, where(context, settings), () -> now(output.sink()));
        LevelControl levels = new LevelControl(context, wiring.config().get(CoreKeys.CONTROL_ENABLED));
        wiring.control(levels);
        wiring.onClose(left -> close(output.sink(), wiring, left));
        wiring.onClose(left -> levels.restore());
    }

    private static String where(LoggerContext context, LoggingSettings settings) {
        return Loggers.consoleByObs(context)
                ? "stdout (" + (settings.console() ? "console" : "json") + ")"
                : "the service's own logback configuration";
    }

    private static Map<String, Object> now(LogSink sink) {
        LogSink.Totals totals = sink.totals();
        Map<String, Object> now = new LinkedHashMap<>();
        now.put("written", totals.written());
        now.put("queued", totals.queued());
        now.put("lost", totals.lost());
        return now;
    }

    private static void close(LogSink sink, Wiring wiring, Duration left) {
        sink.report(true);
        sink.flush(left);
        sink.unmirror(wiring.drops());
        ProcessOutput.closed();
    }
}
