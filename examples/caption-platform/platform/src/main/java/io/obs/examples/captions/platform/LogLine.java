package io.obs.examples.captions.platform;

import io.obs.examples.captions.api.InvalidRequestException;
import io.obs.examples.captions.api.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Checks a line of a service's standard output, strictly, by the table of fields of the guide's page on logs. */
final class LogLine {

    private record Field(String allowed, Predicate<JsonNode> check) {}

    private static final Map<String, Field> FIELDS = Map.ofEntries(
            Map.entry("timestamp", matching("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z")),
            Map.entry("level", matching("DEBUG|INFO|WARN|ERROR|CRITICAL")),
            Map.entry("service", matching("(?s).+")),
            Map.entry("logger", matching("(?s).+")),
            Map.entry("thread", matching("(?s).*")),
            Map.entry("message", matching("(?s).*")),
            Map.entry("trace_id", matching("(?!0{32})[0-9a-f]{32}")),
            Map.entry("span_id", matching("(?!0{16})[0-9a-f]{16}")),
            Map.entry("request_id", matching("[A-Za-z0-9._-]{1,64}")),
            Map.entry("user_id", matching("(?s).{1,256}")),
            Map.entry("endpoint", matching("(?s).+")),
            Map.entry("method", matching("[A-Z]+|_OTHER")),
            Map.entry("status", new Field("an integer", value -> value.isIntegralNumber())),
            Map.entry("duration_ms", new Field("a number of at most three decimals", LogLine::isShortNumber)),
            Map.entry("tags", new Field("an array of texts", LogLine::isTexts)),
            Map.entry("error", new Field("an object of type, message and stack_trace", LogLine::isError)));

    private static final List<String> ALWAYS = List.of("timestamp", "level", "service", "logger", "thread", "message");

    private LogLine() {}

    static List<String> problems(String line) {
        JsonNode json;
        try {
            json = Json.parse(line.getBytes(StandardCharsets.UTF_8)); // refuses keys that occur twice
        } catch (InvalidRequestException e) {
            return List.of(e.getMessage() == null ? "no JSON" : e.getMessage());
        }
        if (!json.isObject()) {
            return List.of("no JSON object");
        }
        List<String> problems = new ArrayList<>();
        for (String key : ALWAYS) {
            if (!json.has(key)) {
                problems.add(key + " is missing");
            }
        }
        FIELDS.forEach((key, field) -> {
            JsonNode value = json.get(key);
            if (value != null && !field.check().test(value)) {
                problems.add(key + " is " + value + ", not " + field.allowed());
            }
        });
        if (json.has("span_id") && !json.has("trace_id")) {
            problems.add("span_id without trace_id");
        }
        if (line.chars().anyMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029)) {
            problems.add("a control character that is not escaped");
        }
        return problems;
    }

    private static Field matching(String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return new Field(
                "a text like " + pattern,
                value -> value.isString()
                        && compiled.matcher(value.stringValue()).matches());
    }

    private static boolean isShortNumber(JsonNode value) {
        return value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 3;
    }

    private static boolean isTexts(JsonNode value) {
        return value.isArray() && value.valueStream().allMatch(JsonNode::isString);
    }

    private static boolean isError(JsonNode value) {
        return value.path("type").isString()
                && value.path("stack_trace").isString()
                && (!value.has("message")
                        || value.path("message").isString()
                        || value.path("message").isNull());
    }
}
