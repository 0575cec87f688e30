package io.obs.examples.stack;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Addresses by name and port in texts, such as {@code jaeger:4317} in {@code http://jaeger:4317/x}; none by number. */
final class Addresses {

    private static final Pattern ADDRESS =
            Pattern.compile("(?<![\\w./:-])(?:[a-z:+]+://)?(?:[^@\\s/]*@)?([a-z][a-z0-9-]*:\\d{2,5})(?![\\w.])");

    private Addresses() {}

    static List<String> in(Stream<String> texts) {
        return texts.flatMap(text -> ADDRESS.matcher(text).results().map((MatchResult address) -> address.group(1)))
                .distinct()
                .toList();
    }
}
