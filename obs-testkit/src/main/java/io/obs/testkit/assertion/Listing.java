package io.obs.testkit.assertion;

import java.util.List;

/** Texts for the message of a failure, each on a line of its own; the first ones where they are many. */
final class Listing {

    private static final int MOST = 40;

    private Listing() {}

    static String of(List<String> texts) {
        if (texts.isEmpty()) {
            return " (none)";
        }
        StringBuilder all = new StringBuilder();
        texts.stream().limit(MOST).forEach(text -> all.append("\n  ").append(text.replace("\n", "\n  ")));
        if (texts.size() > MOST) {
            all.append("\n  and ").append(texts.size() - MOST).append(" more");
        }
        return all.toString();
    }
}
