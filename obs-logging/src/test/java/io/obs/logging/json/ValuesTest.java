package io.obs.logging.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ValuesTest {

    private final Lines lines = new Lines();

    /** What a service might log. */
    public record Order(String id, int items, String apiKey, List<String> tags) {}

    private String keyValue(Object value) {
        lines.log.atInfo().addKeyValue("value", value).log("x");
        Lines.parse(lines.last());
        String line = lines.last();
        return line.substring(line.indexOf("\"value\":") + 8, line.length() - 1);
    }

    @Test
    void numbers_areNumbersInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(keyValue(7)).isEqualTo("7");
            assertThat(keyValue(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
            assertThat(keyValue(Long.MAX_VALUE)).isEqualTo("9223372036854775807");
            assertThat(keyValue((byte) -1)).isEqualTo("-1");
            assertThat(keyValue(0.75)).isEqualTo("0.75");
            assertThat(keyValue(3.0)).isEqualTo("3.0");
            assertThat(keyValue(-0.125)).isEqualTo("-0.125");
            assertThat(keyValue(0.1f)).isEqualTo("0.1");
            assertThat(keyValue(1e300)).isEqualTo("1.0E300");
            assertThat(keyValue(1.0 / 3)).isEqualTo(Double.toString(1.0 / 3));
            assertThat(keyValue(new BigDecimal("12345678901234567890.123"))).isEqualTo("12345678901234567890.123");
            assertThat(keyValue(new BigInteger("-123456789012345678901234567890")))
                    .isEqualTo("-123456789012345678901234567890");
            assertThat(keyValue(new AtomicLong(5))).isEqualTo("5");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void numbersThatJsonHasNotWordsFor_areStrings() {
        assertThat(keyValue(Double.NaN)).isEqualTo("\"NaN\"");
        assertThat(keyValue(Float.NEGATIVE_INFINITY)).isEqualTo("\"-Infinity\"");
    }

    @Test
    void plainTypes_haveTheirOwnJsonType() {
        assertThat(keyValue(true)).isEqualTo("true");
        assertThat(keyValue('c')).isEqualTo("\"c\"");
        assertThat(keyValue(new java.io.StringWriter().append("built").getBuffer()))
                .isEqualTo("\"built\"");
        assertThat(keyValue(TimeUnit.DAYS)).isEqualTo("\"DAYS\"");
        assertThat(keyValue(Optional.of(5))).isEqualTo("5");
        assertThat(keyValue(Optional.empty())).isEqualTo("null");
        assertThat(keyValue(UUID.fromString("550e8400-e29b-41d4-a716-446655440000")))
                .isEqualTo("\"550e8400-e29b-41d4-a716-446655440000\"");
        assertThat(keyValue(new IllegalStateException("no password=x")))
                .isEqualTo("\"java.lang.IllegalStateException: no password=***\"");
        assertThat(keyValue(java.nio.file.Path.of("/tmp/x"))).isEqualTo("\"/tmp/x\"");
        assertThat(keyValue(new byte[] {1, 2, 3})).isEqualTo("\"AQID\"");
    }

    @Test
    void times_areIso8601() {
        assertThat(keyValue(Instant.parse("2026-11-22T18:00:00.5Z"))).isEqualTo("\"2026-11-22T18:00:00.500Z\"");
        assertThat(keyValue(LocalDate.of(2026, 11, 22))).isEqualTo("\"2026-11-22\"");
        assertThat(keyValue(Duration.ofMillis(1500))).isEqualTo("\"PT1.5S\"");
        assertThat(keyValue(ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneId.of("Europe/Berlin"))))
                .isEqualTo("\"2026-01-02T03:04:05+01:00\"");
    }

    @Test
    void containers_areArraysAndObjects() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a", 1);
        map.put("password", "hunter2");
        map.put("n", null);
        map.put("inner", Map.of("Authorization", "Bearer x"));
        assertThat(keyValue(map))
                .isEqualTo("{\"a\":1,\"password\":\"***\",\"n\":null,\"inner\":{\"Authorization\":\"***\"}}");
        assertThat(keyValue(Arrays.asList(1, null, "a"))).isEqualTo("[1,null,\"a\"]");
        assertThat(keyValue(new double[] {1.5, Double.NaN})).isEqualTo("[1.5,\"NaN\"]");
        assertThat(keyValue(new String[][] {{"a"}, {}})).isEqualTo("[[\"a\"],[]]");
        assertThat(keyValue((Iterable<Integer>) () -> List.of(1, 2).iterator())).isEqualTo("[1,2]");
    }

    @Test
    void objects_areWrittenByJackson() {
        assertThat(keyValue(new Order("A-7", 3, "k", List.of("x"))))
                .isEqualTo("{\"id\":\"A-7\",\"items\":3,\"apiKey\":\"***\",\"tags\":[\"x\"]}");
        assertThat(keyValue(new Object() {
                    @Override
                    public String toString() {
                        return "only text";
                    }
                }))
                .isEqualTo("\"only text\"");
    }

    @Test
    void cardNumbers_areMaskedAsNumbersToo() {
        assertThat(keyValue(4111111111111111L)).isEqualTo("\"***\"");
        assertThat(keyValue(new BigInteger("4111111111111111"))).isEqualTo("\"***\"");
        assertThat(keyValue(1700000000000L)).isEqualTo("1700000000000");
    }
}
