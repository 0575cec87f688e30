package io.obs.logging.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.AppenderBase;
import io.obs.pipeline.Clock;
import io.obs.pipeline.Failures;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A logback of its own whose events are encoded as they happen, and a strict reader of the lines. */
final class Lines {

    static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(tools.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    final LoggerContext context = new LoggerContext();
    final Logger log = context.getLogger("com.acme.Shop");
    final List<String> all = new CopyOnWriteArrayList<>();
    final Failures failures = new Failures(Clock.system());
    final AtomicLong failed = new AtomicLong();
    final LineBuffers buffers = new LineBuffers();
    private final LineEncoder encoder;

    Lines() {
        this(LineFormat.of("shop"));
    }

    Lines(LineFormat format) {
        encoder = new LineEncoder(format, failures);
        context.setMDCAdapter(new LogbackMDCAdapter());
        failures.watch((component, total) -> failed.incrementAndGet());
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                all.add(encode(event));
            }
        };
        appender.setContext(context);
        appender.start();
        log.addAppender(appender);
        log.setLevel(Level.TRACE);
    }

    String encode(ILoggingEvent event) {
        LineBuffer line = buffers.acquire();
        try {
            encoder.encode(event, line);
            return text(line);
        } finally {
            buffers.release(line);
        }
    }

    /** The line last logged, as text without its end. */
    String last() {
        return all.get(all.size() - 1);
    }

    /** The line last logged, parsed strictly. */
    JsonNode json() {
        return parse(last());
    }

    /** An event of fixed time and thread. */
    LoggingEvent event(Level level, String message, Object... arguments) {
        LoggingEvent event = new LoggingEvent(Lines.class.getName(), log, level, message, null, arguments);
        event.setTimeStamp(1_700_000_000_007L);
        event.setThreadName("main");
        return event;
    }

    /** Strictly UTF-8, strictly one object, no key twice, no raw control character. */
    static JsonNode parse(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029) {
                throw new AssertionError("raw control character " + (int) c + " in " + line);
            }
        }
        JsonNode node = STRICT.readTree(line);
        assertThat(node.isObject()).isTrue();
        return node;
    }

    private static String text(LineBuffer line) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.array(), 0, line.length()))
                    .toString();
            assertThat(text).endsWith("}\n");
            return text.substring(0, text.length() - 1);
        } catch (CharacterCodingException e) {
            throw new AssertionError("not UTF-8", e);
        }
    }
}
