package io.obs.ops.check;

import io.obs.ops.rules.Recorded;
import io.obs.ops.rules.Rule;
import io.obs.ops.rules.RuleGroup;
import io.obs.ops.rules.RulesCommand;
import io.obs.ops.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Holds the rules that a server evaluates against those that {@code obs-ops rules} makes of the same settings. */
final class RulesCheck {

    private static final Pattern SPACE = Pattern.compile("(\"(?:[^\"\\\\]|\\\\.)*\")|#[^\n]*|\\s+");
    private static final String WRITE =
            "run obs-ops rules with the settings given here, let Prometheus load what it writes"
                    + " (rule_files), and reload it";

    /** A rule as the server tells it. */
    private record Loaded(String name, String query, String hold, Map<?, ?> labels, String health, String error) {}

    private final Settings settings;
    private final Examined examined;

    RulesCheck(Settings settings, Examined examined) {
        this.settings = settings;
        this.examined = examined;
    }

    /** Gives the names of the recording rules that are loaded as they should be. */
    Set<String> examine(List<Map<String, Object>> groups) {
        Map<String, List<Loaded>> loaded = loaded(groups);
        List<Rule> wanted = Stream.concat(
                        RulesCommand.recordings(settings).stream(), RulesCommand.alerts(settings).stream())
                .map(RuleGroup::rules)
                .flatMap(List::stream)
                .toList();
        Set<String> recorded = new TreeSet<>();
        if (wanted.stream().noneMatch(rule -> loaded.containsKey(name(rule)))) {
            examined.found("obs's rules", "are not loaded, none of " + wanted.size(), WRITE);
            return recorded;
        }
        int well = 0;
        for (Rule rule : wanted) {
            if (isWell(rule, loaded.getOrDefault(name(rule), List.of()))) {
                well++;
                if (Recorded.labels().containsKey(name(rule))) {
                    recorded.add(name(rule));
                }
            }
        }
        examined.well(well + " of obs's " + wanted.size() + " rules are loaded as obs-ops writes them");
        return recorded;
    }

    private boolean isWell(Rule rule, List<Loaded> loaded) {
        String name = name(rule);
        if (loaded.isEmpty()) {
            examined.found(name, "is not loaded", WRITE);
            return false;
        }
        if (loaded.size() > 1) {
            examined.found(
                    name,
                    "is loaded " + loaded.size() + " times",
                    "let rule_files match one copy: the others are told twice, or overwrite each other");
            return false;
        }
        Loaded one = loaded.get(0);
        String difference = difference(rule, one);
        if (!difference.isEmpty()) {
            examined.found(
                    name,
                    "is loaded with " + difference,
                    "it was changed by hand, or is of another version or other settings (thresholds, --service, --config): "
                            + WRITE);
            return false;
        }
        if (one.health().equals("err")) {
            examined.found(name, "can't be evaluated: " + one.error(), "look at the series that it reads");
            return false;
        }
        return true;
    }

    private static String difference(Rule rule, Loaded loaded) {
        if (!bare(rule.expr()).equals(bare(loaded.query()))) {
            return "another expression";
        }
        if (rule instanceof Rule.Alert alert) {
            double hold = seconds(alert.hold());
            if (Math.abs(hold - Double.parseDouble(loaded.hold())) > 1e-6) {
                return "for: " + loaded.hold() + " s and not " + (alert.hold().isEmpty() ? "0 s" : alert.hold());
            }
            if (!alert.labels().equals(loaded.labels())) {
                return "the labels " + loaded.labels() + " and not " + alert.labels();
            }
        }
        return "";
    }

    private static Map<String, List<Loaded>> loaded(List<Map<String, Object>> groups) {
        Map<String, List<Loaded>> loaded = new LinkedHashMap<>();
        for (Map<String, Object> group : groups) {
            if (group.get("rules") instanceof List<?> rules) {
                for (Object rule : rules) {
                    Map<?, ?> fields = (Map<?, ?>) rule;
                    loaded.computeIfAbsent(text(fields, "name", ""), name -> new ArrayList<>())
                            .add(new Loaded(
                                    text(fields, "name", ""),
                                    text(fields, "query", ""),
                                    text(fields, "duration", "0"),
                                    fields.get("labels") instanceof Map<?, ?> labels ? labels : Map.of(),
                                    text(fields, "health", ""),
                                    text(fields, "lastError", "")));
                }
            }
        }
        return loaded;
    }

    private static String text(Map<?, ?> fields, String name, String otherwise) {
        Object value = fields.get(name);
        return value == null ? otherwise : Objects.toString(value);
    }

    private static String name(Rule rule) {
        return rule instanceof Rule.Recording recording ? recording.record() : ((Rule.Alert) rule).name();
    }

    /** Without comments and spaces: the server tells a query as it prints it. */
    private static String bare(String query) {
        return SPACE.matcher(query)
                .replaceAll(match ->
                        match.group(1) == null ? "" : java.util.regex.Matcher.quoteReplacement(match.group(1)));
    }

    private static double seconds(String hold) {
        if (hold.isEmpty()) {
            return 0;
        }
        double number = Double.parseDouble(hold.substring(0, hold.length() - 1));
        return number
                * switch (hold.charAt(hold.length() - 1)) {
                    case 's' -> 1;
                    case 'm' -> 60;
                    case 'h' -> 3_600;
                    default -> 86_400;
                };
    }
}
