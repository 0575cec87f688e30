package io.obs.control;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Of many names those that begin most like another one: what may have been meant by it. */
final class NearestNames {

    private static final int MOST = 20;

    private NearestNames() {}

    static List<String> to(String asked, Collection<String> known) {
        return known.stream()
                .sorted(Comparator.comparingInt((String name) -> -common(asked, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    private static int common(String first, String second) {
        int most = Math.min(first.length(), second.length());
        int at = 0;
        while (at < most && first.charAt(at) == second.charAt(at)) {
            at++;
        }
        return at;
    }
}
