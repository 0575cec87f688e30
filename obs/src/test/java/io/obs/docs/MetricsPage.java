package io.obs.docs;

import io.obs.catalog.Catalog;
import io.obs.catalog.Label;
import io.obs.catalog.MetricSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** docs/metrics.md, from the catalogue. */
final class MetricsPage {

    private static final String HEAD = """
            # Metrics

            <!-- Generated from the catalogue. Don't edit: change the catalogue and run
                 %s -->

            The names, types and labels stand on the scrape exactly as here. A family exists only where its protocol is wired; its series
            exist at zero from the first scrape where their label values are known beforehand. Names can't be configured:
            the dashboards and rules that ship read them. Times are in seconds, sizes in bytes.

            Values in braces are all there are. The values of other labels are capped (100 by default); what is beyond
            is counted under `_other` and in `obs_dropped_total`.
            """;

    private MetricsPage() {}

    static String text(String command) {
        StringBuilder page = new StringBuilder(String.format(HEAD, command));
        byGroup().forEach((group, specs) -> {
            page.append("\n## ").append(group).append("\n\n| metric | type | labels | meaning |\n|---|---|---|---|\n");
            specs.forEach(spec -> row(page, spec));
        });
        return page.toString();
    }

    private static Map<String, List<MetricSpec>> byGroup() {
        Map<String, List<MetricSpec>> groups = new LinkedHashMap<>();
        Catalog.all()
                .forEach(spec -> groups.computeIfAbsent(spec.group(), group -> new ArrayList<>())
                        .add(spec));
        return groups;
    }

    private static void row(StringBuilder page, MetricSpec spec) {
        page.append("| `")
                .append(spec.name())
                .append("` | ")
                .append(spec.type().name().toLowerCase(java.util.Locale.ROOT))
                .append(" | ")
                .append(spec.labels().isEmpty() ? "(none)" : labels(spec))
                .append(" | ")
                .append(ConfigurationPage.cell(spec.help()));
        if (!spec.buckets().isEmpty()) {
            page.append(" Buckets: ")
                    .append(spec.buckets().stream().map(MetricsPage::number).collect(Collectors.joining(", ")))
                    .append('.');
        }
        page.append(" |\n");
    }

    private static String labels(MetricSpec spec) {
        return spec.labels().stream()
                .map(label -> label.isBounded()
                        ? "`" + label.name() + "` {" + String.join(", ", label.values()) + "}"
                        : "`" + label.name() + "`" + cap(label))
                .collect(Collectors.joining(", "));
    }

    private static String cap(Label label) {
        return label.cap() == Label.DEFAULT_CAP ? "" : " (at most " + label.cap() + ")";
    }

    private static String number(double bound) {
        return bound == Math.rint(bound) ? String.valueOf((long) bound) : String.valueOf(bound);
    }
}
