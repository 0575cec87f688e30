package io.obs.ops.runbooks;

import io.obs.ops.cli.GeneratedFile;
import io.obs.ops.rules.Alerts;
import io.obs.ops.rules.Rule.Alert;
import io.obs.ops.settings.Settings;
import io.obs.ops.settings.Threshold;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The runbooks: a page for each alert, one for all alerts of SLOs, and one that tells how to work with them. The pages'
 * words are resources; what depends on the settings (thresholds, queries, addresses) is filled in.
 *
 * <p>Immutable.
 */
public final class Runbooks {

    /** The page of every alert that an SLO makes. */
    public static final String SLO = "SloErrorBudgetBurn";

    private static final String HEADER =
            "<!-- Made by obs-ops: change its options and run it again, not this page, which is replaced then. -->\n\n";

    private static final String DIRECTORY = "runbooks/";
    private static final String EXAMPLE_SERVICE = "api-gateway";
    private static final Pattern PLACE = Pattern.compile("\\$\\{([a-z]+)(?::([a-z-]+))?}");

    private final Settings settings;
    private final List<Alert> alerts;

    public Runbooks(Settings settings) {
        this.settings = settings;
        this.alerts = new Alerts(settings).all();
    }

    /** All pages. */
    public List<GeneratedFile> files() {
        List<GeneratedFile> files = new ArrayList<>();
        files.add(page("README", filled("README")));
        alerts.forEach(alert -> files.add(page(alert.name(), head(alert) + filled(alert.name()) + escalation(alert))));
        files.add(page(
                SLO,
                "# " + SLO + "\n\n" + filled(SLO)
                        + escalation("A page is P1 like a critical alert, a ticket is P3. Go one class up")));
        return files;
    }

    private static GeneratedFile page(String name, String text) {
        return new GeneratedFile(DIRECTORY + name + ".md", HEADER + text);
    }

    private static String head(Alert alert) {
        return "# " + alert.name() + "\n\n"
                + "Severity " + alert.severity() + ", " + priority(alert) + "; fires "
                + (alert.hold().isEmpty() ? "at once" : "after " + alert.hold())
                + " while this gives anything. [Dashboard](" + dashboard(alert) + ").\n\n```promql\n" + alert.expr()
                + "\n```\n\n";
    }

    private static String dashboard(Alert alert) {
        String address = Objects.requireNonNull(alert.annotations().get("dashboard_url"));
        int variables = address.indexOf('?');
        return variables < 0 ? address : address.substring(0, variables);
    }

    private static String priority(Alert alert) {
        return switch (alert.severity()) {
            case "critical" -> "P1";
            case "warning" -> "P2";
            default -> "P3";
        };
    }

    private static String escalation(Alert alert) {
        return escalation(
                switch (priority(alert)) {
                    case "P1" ->
                        "It is P1: drop everything, fix it now, update the status page after 5 minutes. Call for help";
                    case "P2" -> "It is P2: fix it within the hour. Make it P1";
                    default -> "It is P3: within business hours. Make it P2";
                });
    }

    private static String escalation(String rule) {
        return "\n## Escalation\n\n" + rule
                + " when users are hit and it has not become better within 30 minutes, when data may be lost, or when you"
                + " don't know what to do next. How, and what to tell whom: [README](README.md).\n";
    }

    private String filled(String name) {
        Matcher place = PLACE.matcher(resource(name));
        return place.replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), found.group(2))));
    }

    private String value(String name, String argument) {
        return switch (name) {
            case "service" ->
                settings.services().isEmpty()
                        ? EXAMPLE_SERVICE
                        : settings.services().get(0);
            case "grafana" -> settings.grafana();
            case "threshold" -> {
                Threshold threshold = Threshold.find(argument).orElseThrow();
                yield threshold.write(settings.threshold(threshold));
            }
            case "millis" ->
                String.valueOf(
                        Math.round(settings.threshold(Threshold.find(argument).orElseThrow()) * 1000));
            case "index" -> index();
            default -> throw new IllegalStateException("a page asks for " + name);
        };
    }

    private String index() {
        StringBuilder table = new StringBuilder("| alert | severity | class |\n|---|---|---|\n");
        for (Alert alert : alerts) {
            table.append("| [")
                    .append(alert.name())
                    .append("](")
                    .append(alert.name())
                    .append(".md) | ");
            table.append(alert.severity()).append(" | ").append(priority(alert)).append(" |\n");
        }
        table.append("| [").append(SLO).append("](").append(SLO).append(".md) | each SLO's own | P1 or P3 |");
        return table.toString();
    }

    private static String resource(String name) {
        try (InputStream page = Objects.requireNonNull(
                Runbooks.class.getResourceAsStream(name + ".md"), () -> "no runbook for " + name)) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
