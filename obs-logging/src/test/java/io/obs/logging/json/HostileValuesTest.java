package io.obs.logging.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.JsonNode;

class HostileValuesTest {

    private final Lines lines = new Lines();

    /** An object whose text is thrown instead of returned. */
    private record Throwing(Throwable thrown) {
        @Override
        public String toString() {
            if (thrown instanceof Error error) {
                throw error;
            }
            if (thrown instanceof RuntimeException exception) {
                throw exception;
            }
            return "unharmed";
        }
    }

    /** An object whose getter throws. */
    public static final class ThrowingGetter {
        public String getFine() {
            return "fine";
        }

        @SuppressWarnings("DoNotCallSuggester") // Jackson does call it
        public String getBroken() {
            throw new AssertionError("broken");
        }
    }

    /** An object that contains itself. */
    public static final class Ring {
        public Ring getNext() {
            return this;
        }

        @Override
        public String toString() {
            return "ring of " + this;
        }
    }

    private JsonNode keyValue(Object value) {
        lines.log.atInfo().addKeyValue("value", value).log("x");
        return lines.json().get("value");
    }

    @Test
    void argumentWhoseTextThrows_isSaidInItsPlace() {
        lines.log.info("a {} b {}", new Throwing(new IllegalStateException("no")), 7);
        assertThat(lines.json().get("message").asString()).isEqualTo("a [failed: java.lang.IllegalStateException] b 7");
        assertThat(lines.failed).hasValue(1);
    }

    @Test
    void argumentWhoseTextIsAnError_isSaidInItsPlace() {
        lines.log.info("a {}", new Throwing(new NoClassDefFoundError("gone")));
        assertThat(lines.json().get("message").asString()).isEqualTo("a [failed: java.lang.NoClassDefFoundError]");
    }

    @Test
    void argumentThatOverflowsTheStack_isSaidInItsPlace() {
        lines.log.info("a {}", new Ring());
        assertThat(lines.json().get("message").asString()).isEqualTo("a [failed: java.lang.StackOverflowError]");
    }

    @Test
    void fatalError_goesOn() {
        LoggingEvent event = lines.event(Level.INFO, "a {}", new Throwing(new OutOfMemoryError("really")));
        assertThatThrownBy(() -> lines.encode(event)).isInstanceOf(OutOfMemoryError.class);
        assertThat(Lines.parse(lines.encode(lines.event(Level.INFO, "next")))
                        .get("message")
                        .asString())
                .isEqualTo("next");
    }

    @Test
    void objectWhoseGetterThrows_isSaidInItsPlace() {
        assertThat(keyValue(new ThrowingGetter()).asString()).startsWith("[failed: ");
        assertThat(keyValue(new Ring()).asString()).startsWith("[failed: ");
        assertThat(keyValue(List.of(1, new ThrowingGetter(), 2)).toString()).matches("\\[1,\"\\[failed: .*]\",2]");
    }

    @Test
    void containersInsideThemselves_end() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        Map<String, Object> map = new HashMap<>();
        map.put("self", map);
        Object[] array = new Object[1];
        array[0] = array;
        assertThat(keyValue(list).toString()).isEqualTo("[\"[contains itself]\"]");
        assertThat(keyValue(map).toString()).isEqualTo("{\"self\":\"[contains itself]\"}");
        assertThat(keyValue(array).toString()).isEqualTo("[\"[contains itself]\"]");
        lines.log.info("{} {}", list, array);
        assertThat(lines.json().get("message").asString()).contains("[...]");
    }

    @Test
    void deepNesting_ends() {
        Object deep = "bottom";
        for (int i = 0; i < 100_000; i++) {
            deep = List.of(deep);
        }
        assertThat(keyValue(deep).toString()).contains("[too deep]").hasSizeLessThan(200);
    }

    @Test
    void mapWhoseEntriesThrow_isSaidInItsPlace() {
        Map<String, Object> broken = new AbstractMap<>() {
            @Override
            public Set<Entry<String, Object>> entrySet() {
                throw new java.util.ConcurrentModificationException();
            }
        };
        assertThat(keyValue(broken).asString()).isEqualTo("[failed: java.util.ConcurrentModificationException]");
    }

    @Test
    void mapWithKeysOfOneText_hasEachOnce() {
        Map<Object, Object> map = new HashMap<>();
        map.put(1, "a");
        map.put("1", "b");
        map.put(null, "c");
        map.put(new Throwing(new IllegalStateException()), "d");
        assertThat(keyValue(map).has("null")).isTrue();
    }

    @Test
    void hugeMessage_isCutWithAMark() {
        lines.log.info("x".repeat(300_000));
        assertThat(lines.json().get("message").asString())
                .hasSize(262_144 - 5 + "\u2026[cut 37861 characters]".length())
                .endsWith("\u2026[cut 37861 characters]");
        lines.log.info("\uD83D\uDE00".repeat(300_000));
        assertThat(lines.json().get("message").asString()).matches("(\uD83D\uDE00)+\u2026\\[cut \\d+ characters]");
        lines.log.info("\u0000".repeat(10_000_000));
        assertThat(lines.last().length()).isLessThan(263_000);
    }

    @Test
    void hugeLine_isBounded() {
        LoggingEvent event = lines.event(Level.INFO, "x");
        for (int i = 0; i < 500; i++) {
            event.addKeyValuePair(new KeyValuePair("k" + i, "y".repeat(100_000)));
        }
        event.addKeyValuePair(new KeyValuePair("list", List.of("z".repeat(500_000))));
        String line = lines.encode(event);
        assertThat(line.length()).isLessThan(4 * 262_144 + 1_000);
        assertThat(Lines.parse(line).get("cut_fields").asInt()).isGreaterThan(400);
    }

    @Test
    void manyElements_areCut() {
        assertThat(keyValue(new int[1_000_000]).size()).isEqualTo(1_001);
        assertThat(keyValue(java.util.Collections.nCopies(1_000_000, "a")).size())
                .isEqualTo(1_001);
    }

    @Test
    void secretAcrossTheCut_isMasked() {
        Lines small = new Lines(new LineFormat(
                "shop",
                true,
                true,
                1024,
                io.obs.mask.Masker.standard(),
                io.obs.logging.stack.StackTraceFormat.standard(),
                List.of()));
        small.log.info("x".repeat(1000) + " eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.SflKxwRJSMeKKF2QT4fwpM");
        assertThat(small.json().get("message").asString()).doesNotContain("eyJ").contains("***");
    }

    @Test
    void eventWithoutAnything_givesALine() {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerContext(lines.context);
        JsonNode json = Lines.parse(lines.encode(event));
        assertThat(json.get("message").asString()).isEqualTo("null");
        assertThat(json.get("level").asString()).isEqualTo("INFO");
    }
}
