package io.obs.testkit.assertion;

import io.obs.collector.ReceivedSpan;
import io.obs.mask.Masker;
import io.obs.testkit.TestTelemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks for secrets wherever telemetry goes. */
final class Secrets {

    private final TestTelemetry telemetry;
    private final Masker masker;
    private final List<String> known;
    private final List<String> found = new ArrayList<>();

    Secrets(TestTelemetry telemetry, String... known) {
        this.telemetry = telemetry;
        this.masker = Masker.of(telemetry.obs().config());
        this.known = List.of(known);
    }

    /** Where each is: the place and what stands there. */
    List<String> found() {
        telemetry.lines().forEach(line -> look("line of " + line.text("logger"), "", line.fields()));
        telemetry.spans().forEach(this::look);
        telemetry.scrape().series().forEach(series -> look("metric " + series.name(), "", series.labels()));
        return List.copyOf(found);
    }

    private void look(ReceivedSpan span) {
        String place = "span " + span.name();
        look(place, "name", span.name());
        look(place, "status", span.statusMessage());
        look(place, "", span.attributes());
        span.events().forEach(event -> look(place + ", event " + event.name(), "", event.attributes()));
    }

    private void look(String place, String key, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> look(place, key.isEmpty() ? "" + name : key + "." + name, inner));
        } else if (value instanceof Iterable<?> all) {
            all.forEach(inner -> look(place, key, inner));
        } else if (value != null) {
            String text = value.toString();
            if (isSecret(key, text)) {
                found.add(place + ": " + key + " = " + text);
            }
        }
    }

    private boolean isSecret(String key, String text) {
        boolean byKey = masker.sensitive(key) && !text.isEmpty() && !text.equals(Masker.MASK);
        return byKey || !masker.mask(text).equals(text) || known.stream().anyMatch(text::contains);
    }
}
