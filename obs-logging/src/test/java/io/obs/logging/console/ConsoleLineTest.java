package io.obs.logging.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.obs.context.RequestContext;
import io.obs.logging.stack.StackTraceFormat;
import io.obs.mask.Masker;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.MarkerFactory;
import org.slf4j.event.KeyValuePair;

class ConsoleLineTest {

    private static final String TIME = "\\d\\d:\\d\\d:\\d\\d\\.\\d\\d\\d ";

    private final LoggerContext loggers = new LoggerContext();
    private final ConsoleLine plain = new ConsoleLine(Masker.standard(), StackTraceFormat.standard(), 1024, false);

    ConsoleLineTest() {
        loggers.setMDCAdapter(new LogbackMDCAdapter());
    }

    @Test
    void event_isOneLine() {
        LoggingEvent event = event("com.acme.shop.Orders", Level.WARN, "stock is low");
        event.setKeyValuePairs(List.of(new KeyValuePair("sku", 4711), new KeyValuePair("left", 2)));

        assertThat(text(event, Context.root()))
                .matches(TIME + "WARN  com\\.acme\\.shop\\.Orders {9} stock is low  sku=4711 left=2\n");
    }

    @Test
    void logger_isShortenedFromTheLeft() {
        assertThat(text(event("com.acme.captions.transcription.Worker", Level.INFO, "m"), Context.root()))
                .matches(TIME + "INFO  c\\.a\\.c\\.transcription\\.Worker  +m\n");
    }

    @Test
    void ids_areShortened() {
        Context context = Context.root()
                .with(Span.wrap(SpanContext.create(
                        "4bf92f3577b34da6a3ce929d0e0e4736",
                        "00f067aa0ba902b7",
                        TraceFlags.getSampled(),
                        TraceState.getDefault())))
                .with(RequestContext.of("req-0123456789abcdef01234567").userId("user-1"));

        assertThat(text(event("a.B", Level.INFO, "m"), context)).endsWith("m  [4bf92f35 req-01234567 user-1]\n");
    }

    @Test
    void callersText_canNeitherBreakTheLineNorSteerTheTerminal() {
        LoggingEvent event = event("a.B", Level.INFO, "x\n12:00:00 ERROR forged\u001b[2J\u009b31m\u202e\ud800 {}");
        event.setKeyValuePairs(List.of(new KeyValuePair("k\u0007", "v\r\u2028")));

        assertThat(text(event, Context.root()))
                .endsWith("x\\n12:00:00 ERROR forged\\u001b[2J\\u009b31m\\u202e\ufffd {}  k\\u0007=v\\r\\u2028\n");
    }

    @Test
    void secrets_areMasked() {
        LoggingEvent event = event("a.B", Level.INFO, "m");
        event.setKeyValuePairs(List.of(new KeyValuePair("password", "hunter2")));

        assertThat(text(event, Context.root())).contains("password=***").doesNotContain("hunter2");
    }

    @Test
    void stackTrace_standsIndentedBelow() {
        LoggingEvent event = new LoggingEvent(
                "fqcn",
                loggers.getLogger("a.B"),
                Level.ERROR,
                "failed",
                new IllegalStateException("first\nat evil.Frame(\u001b[0m)"),
                null);

        String[] rows = text(event, Context.root()).split("\n");

        assertThat(rows[0]).endsWith("failed");
        assertThat(rows).hasSizeGreaterThan(2);
        assertThat(List.of(rows).subList(1, rows.length))
                .allMatch(row -> row.startsWith("    ") && row.chars().noneMatch(c -> c < ' '));
    }

    @Test
    void critical_isSaid() {
        LoggingEvent event = event("a.B", Level.ERROR, "m");
        event.addMarker(MarkerFactory.getMarker("CRITICAL"));
        event.addMarker(MarkerFactory.getMarker("billing"));

        assertThat(text(event, Context.root())).contains(" CRITICAL a.B").contains("m  #billing");
    }

    @Test
    void value_thatThrows_costsItself() {
        LoggingEvent event = event("a.B", Level.INFO, "m");
        Object broken = new Object() {
            @Override
            public String toString() {
                throw new AssertionError("broken");
            }
        };
        event.setKeyValuePairs(List.of(new KeyValuePair("a", broken), new KeyValuePair("b", new Object[] {1, "x"})));

        assertThat(text(event, Context.root())).endsWith("a=[failed: java.lang.AssertionError] b=[1, x]\n");
    }

    @Test
    void longText_isCut() {
        assertThat(text(event("a.B", Level.INFO, "x".repeat(2000)), Context.root()))
                .endsWith("x... (976 more characters)\n");
    }

    @Test
    void colors_onlyWhenAskedFor() {
        ConsoleLine colored = new ConsoleLine(Masker.standard(), StackTraceFormat.standard(), 1024, true);
        LoggingEvent event = event("a.B", Level.WARN, "m");

        assertThat(new String(colored.of(event, Context.root()), StandardCharsets.UTF_8))
                .contains("\u001b[33mWARN \u001b[0m");
        assertThat(text(event, Context.root())).doesNotContain("\u001b");
    }

    private LoggingEvent event(String logger, Level level, String message) {
        Logger of = loggers.getLogger(logger);
        return new LoggingEvent("fqcn", of, level, message, null, null);
    }

    private String text(LoggingEvent event, Context context) {
        return new String(plain.of(event, context), StandardCharsets.UTF_8);
    }
}
