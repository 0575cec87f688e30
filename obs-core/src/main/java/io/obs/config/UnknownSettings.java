package io.obs.config;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds settings that nobody will read, and what may have been meant by them. */
final class UnknownSettings {

    private UnknownSettings() {}

    /** One sentence for each setting that is meant for obs and declared by nobody. */
    static List<String> in(List<ConfigSource> sources, Collection<ConfigKey<?>> keys) {
        return sources.stream()
                .flatMap(source -> source.meantForObs()
                        .filter(setting -> keys.stream()
                                .noneMatch(key -> source.spelled(key.name()).equals(setting)))
                        .map(setting -> sentence(setting, source, keys)))
                .toList();
    }

    private static String sentence(String setting, ConfigSource source, Collection<ConfigKey<?>> keys) {
        String hint = nearest(setting, source, keys)
                .map(known -> "did you mean " + known + "?")
                .orElse("it is misspelled, or belongs to a room that is not on the class path");
        return setting + " (" + source.name() + ") is no setting of obs or of an installed room; " + hint;
    }

    private static Optional<String> nearest(String setting, ConfigSource source, Collection<ConfigKey<?>> keys) {
        String best = null;
        int least = Math.max(2, setting.length() / 4) + 1;
        for (ConfigKey<?> key : keys) {
            String known = source.spelled(key.name());
            int distance = distance(setting, known);
            if (distance < least) {
                least = distance;
                best = known;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Levenshtein's: how many characters to insert, delete or replace. */
    static int distance(String from, String to) {
        int[] above = new int[to.length() + 1];
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replace = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, Math.min(above[j], row[j - 1]) + 1);
            }
            int[] spare = above;
            above = row;
            row = spare;
        }
        return above[to.length()];
    }
}
