package io.obs.ops.postmortem;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page that is filled in: for people it stands in docs/ops, the same text. */
final class Template {

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private Template() {}

    static String text() {
        try (InputStream text = Template.class.getResourceAsStream("template.md")) {
            return new String(Objects.requireNonNull(text, "template.md").readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The template with each place filled. */
    static String filled(Map<String, String> places) {
        return PLACE.matcher(text())
                .replaceAll(place ->
                        Matcher.quoteReplacement(Objects.requireNonNull(places.get(place.group(1)), place.group(1))));
    }
}
