package io.obs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTemplateTest {

    @ParameterizedTest
    @CsvSource({
        "/, /, true",
        "/, /a, false",
        "/a/{id}, /a/1, true",
        "/a/{id}, /a/1%2F2, true",
        "/a/{id}, /a/, false",
        "/a/{id}, /a, false",
        "/a/{id}, /a/1/, false",
        "/a/{id}, /a/1/b, false",
        "/a/{id}, /ab/1, false",
        "/a/{id}/b, /a/1/b, true",
        "/a/{id}/b, /a/1/c, false",
        "/{x}/{y}, /1/2, true",
        "/{x}/{y}, //2, false",
        "/s/*, /s/a, true",
        "/s/*, /s/a/b/c, true",
        "/s/*, /s/, true",
        "/s/*, /s, false",
        "/*, /, true",
        "/*, /x/y, true",
        "/a/, /a/, true",
        "/a/, /a, false",
        "/a/b, /a/b, true",
        "/a/b, a/b, false",
        "/{x}, '', false",
    })
    void path_matchesWholeSegments(String template, String path, boolean matches) {
        assertThat(RouteTemplate.parse(template).matches(path)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "", "/a/{id", "/a/id}", "/a/{}", "/a/x{id}", "/*/a", "/a*", "/a?b", "/{a{b}}"})
    void text_thatIsNoTemplateIsRefused(String text) {
        assertThatThrownBy(() -> RouteTemplate.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining('"' + text + '"');
    }

    @Test
    void literal_isKnownAsSuch() {
        assertThat(RouteTemplate.parse("/a/b").isLiteral()).isTrue();
        assertThat(RouteTemplate.parse("/a/{b}").isLiteral()).isFalse();
        assertThat(RouteTemplate.parse("/a/*").isLiteral()).isFalse();
    }
}
