package io.obs.ops.world;

import io.obs.catalog.Label;
import io.obs.catalog.MetricSpec;
import io.obs.catalog.MetricType;
import java.util.ArrayList;
import java.util.List;

/** Families of the catalogue as a scrape's text, of a service {@code api-gateway}. */
public final class CatalogueText {

    private CatalogueText() {}

    /**
     * All series of a family.
     *
     * @param value of each; of a histogram how much was observed
     */
    public static String of(MetricSpec spec, Number value) {
        StringBuilder text = new StringBuilder();
        for (String labels : combinations(spec)) {
            if (spec.type() == MetricType.HISTOGRAM) {
                String separator = labels.isEmpty() ? "" : ",";
                for (String le : List.of("0.1", "0.5", "+Inf")) {
                    text.append(spec.name() + "_bucket{" + labels + separator + "le=\"" + le + "\"} " + value + "\n");
                }
                text.append(spec.name() + "_count{" + labels + "} " + value + "\n");
                text.append(spec.name() + "_sum{" + labels + "} " + value.longValue() * 0.05 + "\n");
            } else {
                text.append(spec.name() + "{" + labels + "} " + value + "\n");
            }
        }
        return text.toString();
    }

    /** Every value of the bounded labels; of the open ones those that dashboards ask for. */
    private static List<String> combinations(MetricSpec spec) {
        List<String> all = List.of("");
        for (Label label : spec.labels()) {
            List<String> more = new ArrayList<>();
            for (String before : all) {
                for (String value : values(label)) {
                    more.add(before + (before.isEmpty() ? "" : ",") + label.name() + "=\"" + value + "\"");
                }
            }
            all = more;
        }
        return all;
    }

    private static List<String> values(Label label) {
        return switch (label.name()) {
            case "service" -> List.of("api-gateway");
            case "endpoint" -> List.of("/api/v1/jobs");
            case "status" -> label.isBounded() ? label.values() : List.of("200", "500");
            default -> label.isBounded() ? label.values() : List.of("some");
        };
    }
}
