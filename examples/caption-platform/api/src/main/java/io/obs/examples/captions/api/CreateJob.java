package io.obs.examples.captions.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The order of a job: {@code {"media": "interview.wav", "language": "en", "quality": "standard"}}.
 *
 * @param media a name in the media library
 * @param language one of {@link #LANGUAGES}; {@code en} where the order says nothing
 * @param quality how much work is spent on it; {@code standard} where the order says nothing
 * @param user on whose behalf it is ordered, which is not part of the order's JSON; null where nobody said
 */
public record CreateJob(
        String media,
        String language,
        Quality quality,
        @Nullable String user) {

    static final List<String> LANGUAGES = List.of("de", "en", "pt");

    private static final Set<String> KEYS = Set.of("media", "language", "quality");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}\\.wav");

    /**
     * Reads and validates an order.
     *
     * @throws InvalidRequestException with everything that is wrong with it
     */
    public static CreateJob of(JsonNode json) {
        if (!json.isObject()) {
            throw new InvalidRequestException(List.of("the body must be a JSON object"));
        }
        List<String> problems = new ArrayList<>();
        String media = text(json, "media", null, problems);
        String language = text(json, "language", "en", problems);
        String quality = text(json, "quality", "standard", problems);
        if (!KEYS.containsAll(json.propertyNames())) {
            problems.add("the only keys are media, language and quality");
        }
        if (!media.isEmpty() && !NAME.matcher(media).matches()) {
            problems.add("media must be a file name such as interview.wav: lower case, digits and dashes");
        }
        if (!language.isEmpty() && !LANGUAGES.contains(language)) {
            problems.add("language must be one of " + String.join(", ", LANGUAGES));
        }
        if (!quality.isEmpty() && Quality.of(quality) == null) {
            problems.add("quality must be one of draft, standard, best");
        }
        Quality wanted = Quality.of(quality);
        if (!problems.isEmpty() || wanted == null) {
            throw new InvalidRequestException(problems);
        }
        return new CreateJob(media, language, wanted, null);
    }

    /** The same order on somebody's behalf. */
    public CreateJob by(@Nullable String orderer) {
        return new CreateJob(media, language, quality, orderer);
    }

    /** The text under a key; empty where it is wrong, which is then among the problems. */
    private static String text(JsonNode json, String key, @Nullable String byDefault, List<String> problems) {
        JsonNode value = json.get(key);
        if (value == null && byDefault != null) {
            return byDefault;
        }
        if (value == null || !value.isString() || value.stringValue().isBlank()) {
            problems.add(key + (value == null ? " is missing" : " must be a text that is not blank"));
            return "";
        }
        return value.stringValue();
    }
}
