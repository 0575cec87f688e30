package io.obs.examples.captions.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of all services: strict in what it takes, without nulls in what it gives. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .changeDefaultPropertyInclusion(
                    nulls -> JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private Json() {}

    /** @throws InvalidRequestException if it is no JSON; says where, repeats nothing of it */
    public static JsonNode parse(byte[] body) {
        if (body.length == 0) {
            throw new InvalidRequestException(List.of("the body is empty; it must be a JSON object"));
        }
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException e) {
            throw new InvalidRequestException(List.of(
                    "the body is not valid JSON, at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr()));
        }
    }

    /** @throws JacksonException if it is no JSON of that type */
    public static <T> T read(byte[] json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }
}
