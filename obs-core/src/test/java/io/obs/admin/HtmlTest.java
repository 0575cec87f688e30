package io.obs.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HtmlTest {

    private static Map<String, Object> loss(String signal, Object total) {
        Map<String, Object> loss = new LinkedHashMap<>();
        loss.put("signal", signal);
        loss.put("lost_in_total", total);
        return loss;
    }

    @Test
    void mapsOfOneShape_areRowsUnderTheirColumns() {
        assertThat(Html.page("t", Map.of("dropped", List.of(loss("trace", 1), loss("<log>", 0)))))
                .contains("<h2>dropped</h2><table><tr><th>signal</th><th>lost in total</th></tr>"
                        + "<tr><td>trace</td><td>1</td></tr><tr><td>&lt;log&gt;</td><td>0</td></tr></table>");
    }

    @Test
    void mapsOfSeveralShapes_areItems() {
        assertThat(Html.page("t", Map.of("dropped", List.of(loss("trace", 1), Map.of("signal", "log")))))
                .contains("<ul><li><table>");
        assertThat(Html.page("t", Map.of("dropped", List.of(loss("trace", List.of(1)), loss("log", List.of(2))))))
                .contains("<ul><li><table>");
    }
}
