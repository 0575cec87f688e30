package io.obs.ops.check;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * All that was seen, for people and for programs.
 *
 * @param places those that were looked at
 * @param failures why others could not be
 */
record Told(List<Examined> places, List<String> failures) {

    private static final int SCHEMA = 1;

    int findings() {
        return places.stream().mapToInt(place -> place.findings().size()).sum();
    }

    /** Findings first in each place, the sum last. */
    void text(PrintWriter out) {
        for (Examined place : places) {
            out.println(place.place());
            place.findings().forEach(finding -> {
                out.println("  !! " + finding.name() + " " + finding.problem());
                out.println("     -> " + finding.remedy());
            });
            place.well().forEach(sentence -> out.println("  ok " + sentence));
            place.notes().forEach(sentence -> out.println("  -- " + sentence));
            out.println();
        }
        failures.forEach(failure -> out.println("not checked: " + failure));
        int count = findings();
        out.println(
                count > 0
                        ? count + (count == 1 ? " finding." : " findings.")
                        : failures.isEmpty() ? "All is well." : "No findings, but not all could be asked.");
    }

    /** {@code schema} grows when a field changes its meaning or goes. */
    String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeNumberProperty("schema", SCHEMA);
            json.writeNumberProperty("findings", findings());
            json.writeArrayPropertyStart("places");
            places.forEach(place -> place(json, place));
            json.writeEndArray();
            texts(json, "not_checked", failures);
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static void place(JsonGenerator json, Examined place) {
        json.writeStartObject();
        json.writeStringProperty("place", place.place());
        json.writeArrayPropertyStart("findings");
        place.findings().forEach(finding -> {
            json.writeStartObject();
            json.writeStringProperty("name", finding.name());
            json.writeStringProperty("problem", finding.problem());
            json.writeStringProperty("remedy", finding.remedy());
            json.writeEndObject();
        });
        json.writeEndArray();
        texts(json, "well", place.well());
        texts(json, "notes", place.notes());
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }
}
