package io.obs.testkit.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Two contracts beside each other: only what is not the same, below the section it stands in. */
final class Difference {

    private static final String INDENT = "  ";

    private Difference() {}

    static String between(List<String> agreed, List<String> recorded) {
        Map<String, Map<String, String>> before = sections(agreed);
        Map<String, Map<String, String>> now = sections(recorded);
        StringBuilder text = new StringBuilder();
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            StringBuilder changes = new StringBuilder();
            compare(before.getOrDefault(name, Map.of()), now.getOrDefault(name, Map.of()), changes);
            if (!changes.isEmpty()) {
                text.append("  ").append(name).append('\n').append(changes);
            }
        }
        return text.isEmpty() ? "  the same lines in another order or twice\n" : text.toString();
    }

    private static void compare(Map<String, String> before, Map<String, String> now, StringBuilder to) {
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(now.keySet());
        for (String key : keys) {
            String was = before.get(key);
            String is = now.get(key);
            if (!Objects.equals(was, is)) {
                line("- ", was, to);
                line("+ ", is, to);
            }
        }
    }

    private static void line(String sign, @Nullable String text, StringBuilder to) {
        if (text != null) {
            to.append(sign).append(INDENT).append(text).append('\n');
        }
    }

    /** By section, each line by what comes before its braces. */
    private static Map<String, Map<String, String>> sections(List<String> lines) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        Map<String, String> section = new LinkedHashMap<>();
        for (String line : lines) {
            if (line.startsWith(INDENT)) {
                String text = line.strip();
                int brace = text.lastIndexOf(" {");
                section.put(brace < 0 ? text : text.substring(0, brace), text);
            } else {
                section = sections.computeIfAbsent(line.strip(), key -> new LinkedHashMap<>());
            }
        }
        return sections;
    }
}
