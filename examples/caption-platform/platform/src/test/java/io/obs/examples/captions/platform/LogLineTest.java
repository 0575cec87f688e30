package io.obs.examples.captions.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLineTest {

    private static final String GOOD = """
            {"timestamp":"2026-11-22T10:00:00.000Z","level":"INFO","service":"api-gateway","logger":"obs.access",\
            "thread":"http-1","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","span_id":"00f067aa0ba902b7",\
            "request_id":"req-1","status":200,"duration_ms":1.25,"message":"GET / 200","tags":["a"],\
            "error":{"type":"java.io.IOException","message":"no","stack_trace":"java.io.IOException: no"}}""";

    @Test
    void problems_ofAGoodLine_areNone() {
        assertThat(LogLine.problems(GOOD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', delimiter = '|', textBlock = """
                    .000Z"             | Z"                  | timestamp is
                    "INFO"             | "INFORMATION"       | level is
                    "service"          | "servise"           | service is missing
                    4bf92f3577b34da6   | 4BF92F3577B34DA6    | trace_id is
                    00f067aa0ba902b7   | 0000000000000000    | span_id is
                    "req-1"            | "req 1"             | request_id is
                    200,               | "200",              | status is
                    1.25               | 1.2345              | duration_ms is
                    ["a"]              | ["a",1]             | tags is
                    "stack_trace"      | "stack"             | error is
                    "status":200       | "status":1,"status":2 | the body is not valid JSON
                    """)
    void problems_ofABadLine_areTold(String part, String instead, String problem) {
        assertThat(LogLine.problems(GOOD.replace(part, instead)))
                .singleElement()
                .asString()
                .startsWith(problem);
    }

    @Test
    void problems_ofWhatIsNoLine_areTold() {
        assertThat(LogLine.problems("OpenJDK 64-Bit Server VM warning")).isNotEmpty();
        assertThat(LogLine.problems("[]")).containsExactly("no JSON object");
        assertThat(LogLine.problems(GOOD.replace("GET / 200", "GET\u0085200")))
                .containsExactly("a control character that is not escaped");
    }
}
