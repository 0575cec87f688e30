package io.obs.logging.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import io.obs.context.RequestContext;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.slf4j.MarkerFactory;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.JsonNode;

/** Whatever an event holds, its line is one object of valid JSON in valid UTF-8, with no key twice. */
class RandomLinesTest {

    private static final String[] PIECES = {
        "a",
        "Z",
        "7",
        " ",
        "\"",
        "\\",
        "/",
        "\n",
        "\r",
        "\t",
        "\b",
        "\u0000",
        "\u001b[31m",
        "\u007f",
        "\u0085",
        "\u009b",
        "\u00a0",
        "\u00e9",
        "\u07ff",
        "\u0800",
        "\u2028",
        "\u2029",
        "\ufeff",
        "\uffff",
        "\ud83d\ude00",
        "\ud83d",
        "\ude00",
        "\\u0022",
        "{}",
        "\\{}",
        "\\\\{}",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "=",
        "'",
        "<",
        ">",
        "%",
        "password=",
        "Bearer ",
        "eyJ",
        "://",
        "@",
        "41111111",
        "level",
        "error",
        "tags",
        "fields",
        "status",
        "trace_id",
        "message"
    };

    private static final Lines LINES = new Lines();

    @RepeatedTest(30)
    void line_isValid(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < 20; i++) {
            LoggingEvent event =
                    LINES.event(Level.ERROR, text(random), value(random, 0), value(random, 0), text(random));
            for (int j = random.nextInt(6); j > 0; j--) {
                event.addKeyValuePair(new KeyValuePair(text(random), value(random, 0)));
            }
            Map<String, String> mdc = new HashMap<>();
            for (int j = random.nextInt(4); j > 0; j--) {
                mdc.put(text(random), random.nextBoolean() ? text(random) : null);
            }
            event.setMDCPropertyMap(mdc);
            event.addMarker(MarkerFactory.getDetachedMarker(text(random)));
            if (random.nextBoolean()) {
                event.setThrowableProxy(new ThrowableProxy(new Exception(text(random), new Error(text(random)))));
            }
            RequestContext request = RequestContext.ofHttp(text(random), text(random), text(random));
            request.userId(text(random)).put("k" + text(random), value(random, 0));
            Context context = Context.root().with(request);
            JsonNode json =
                    Lines.parse(context.wrapSupplier(() -> LINES.encode(event)).get());
            assertThat(json.get("level").asString()).isEqualTo("ERROR");
            String id = request.requestId();
            assertThat(json.get("request_id").asString())
                    .isEqualTo(repaired(id.substring(0, Math.min(64, id.length()))));
            assertThat(LINES.failed).hasValue(0);
        }
    }

    @RepeatedTest(20)
    void message_readsAsItWas(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < 50; i++) {
            StringBuilder message = new StringBuilder();
            for (int j = random.nextInt(40); j > 0; j--) {
                message.append((char) random.nextInt(random.nextBoolean() ? 0x100 : 0x10000))
                        .append('x');
                message.appendCodePoint(random.nextInt(0x10FFFF + 1));
            }
            String given = message.toString().replaceAll("[=:>Bb0-9J]", "");
            JsonNode json = Lines.parse(LINES.encode(LINES.event(Level.INFO, given)));
            assertThat(json.get("message").asString()).isEqualTo(repaired(given));
        }
    }

    @RepeatedTest(20)
    void message_isFormattedAsLogbackDoes(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        String[] parts = {"{}", "{", "}", "\\", "\\{}", "\\\\{}", "a", " ", "{{}}", "{a}"};
        for (int i = 0; i < 50; i++) {
            StringBuilder pattern = new StringBuilder();
            for (int j = random.nextInt(10); j > 0; j--) {
                pattern.append(parts[random.nextInt(parts.length)]);
            }
            Object[] arguments = {7, null, new int[] {1, 2}, new Object[] {"a", new Object[] {null}}, 'c', 2.5, true};
            LoggingEvent event = LINES.event(
                    Level.INFO,
                    pattern.toString(),
                    java.util.Arrays.copyOf(arguments, random.nextInt(arguments.length + 1)));
            assertThat(Lines.parse(LINES.encode(event)).get("message").asString())
                    .isEqualTo(event.getFormattedMessage());
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(10) == 0 ? 400 : 8); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 6 : 9)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextLong();
            case 2 -> Double.longBitsToDouble(random.nextLong());
            case 3 -> random.nextBoolean();
            case 4, 5 -> text(random);
            case 6 -> {
                Map<Object, Object> map = new HashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(random.nextBoolean() ? text(random) : value(random, depth + 2), value(random, depth + 1));
                }
                yield map;
            }
            case 7 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(random, depth + 1));
                }
                yield list;
            }
            default -> new Object[] {text(random), value(random, depth + 1), null};
        };
    }

    /** Lone surrogates become U+FFFD. */
    private static String repaired(String text) {
        StringBuilder repaired = new StringBuilder();
        text.codePoints().forEach(c -> repaired.appendCodePoint(c >= 0xD800 && c < 0xE000 ? 0xFFFD : c));
        return repaired.toString();
    }
}
