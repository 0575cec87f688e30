package io.obs.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void values_areWrittenByTheirOwnType() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("text", "a\"b\\c");
        map.put("number", 1.5);
        map.put("long", Long.MAX_VALUE);
        map.put("yes", true);
        map.put("nothing", null);
        map.put("list", Arrays.asList(1, null, Map.of()));
        map.put("other", Thread.State.NEW);

        assertThat(Json.of(map))
                .isEqualTo("{\"text\":\"a\\\"b\\\\c\",\"number\":1.5,\"long\":9223372036854775807,\"yes\":true,"
                        + "\"nothing\":null,\"list\":[1,null,{}],\"other\":\"NEW\"}\n");
    }

    @Test
    void text_thatWouldBreakALineOrAPage_isEscaped() {
        assertThat(Json.of("\n\t\u0000\u007f\u0085\u2028</script>\ud83d\ude00\ud83d|\ude00"))
                .isEqualTo("\"\\n\\u0009\\u0000\\u007f\\u0085\\u2028\\u003c/script>\ud83d\ude00\\ud83d|\\ude00\"\n");
    }

    @Test
    void number_thatJsonCannotSay_isText() {
        assertThat(Json.of(List.of(Double.NaN, Float.NEGATIVE_INFINITY))).isEqualTo("[\"NaN\",\"-Infinity\"]\n");
    }

    @Test
    void value_thatContainsItself_ends() {
        List<Object> self = new ArrayList<>();
        self.add(self);

        assertThat(Json.of(self)).endsWith("\"...\"" + "]".repeat(21) + "\n");
        assertThat(Html.page("self", Map.of("self", self))).contains("...");
    }
}
