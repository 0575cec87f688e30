package io.obs.examples.captions.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateJobTest {

    @Test
    void of_onlyMedia_takesTheDefaults() {
        assertThat(read("{\"media\": \"interview.wav\"}"))
                .isEqualTo(new CreateJob("interview.wav", "en", Quality.STANDARD, null));
    }

    @Test
    void of_severalMistakes_tellsAllOfThem() {
        assertThatThrownBy(() -> read("{\"language\": \"xx\", \"quality\": 3, \"colour\": true}"))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.problems())
                                .containsExactly(
                                        "media is missing",
                                        "quality must be a text that is not blank",
                                        "the only keys are media, language and quality",
                                        "language must be one of de, en, pt"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                               | the body is empty; it must be a JSON object
                    []                               | the body must be a JSON object
                    {"media": "a.wav"                | the body is not valid JSON, at line 1, column 18
                    {"media": "a.wav"} x             | the body is not valid JSON, at line 1, column 20
                    {"media":"a.wav","media":"b.wav"}| the body is not valid JSON, at line 1, column 25
                    {"media": "../etc/passwd"}       | media must be a file name such as interview.wav: lower case, digits and dashes
                    {"media": ""}                    | media must be a text that is not blank
                    {"media": null}                  | media must be a text that is not blank
                    """)
    void of_badBody_saysWhatIsWrong(String body, String problem) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(problem);
    }

    private static CreateJob read(String body) {
        return CreateJob.of(Json.parse(body.getBytes(StandardCharsets.UTF_8)));
    }
}
