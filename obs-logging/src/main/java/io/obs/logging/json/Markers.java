package io.obs.logging.json;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/** Sorts an event's markers: tags, fields of logstash's, and the one that makes an ERROR CRITICAL. One for each line's writer. */
final class Markers {

    /** The name of the marker that makes an ERROR event CRITICAL. */
    static final String CRITICAL = "CRITICAL";

    /** What Commons Logging, which Spring logs by, hangs on each of its events; it says nothing of the event. */
    private static final String COMMONS_LOGGING = "COMMONS-LOGGING";

    private static final int MOST = 100;

    private final StructuredParts structured;
    private final Isolation isolation;
    private final List<Marker> seen = new ArrayList<>();
    private final List<Marker> fields = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private boolean critical;

    Markers(StructuredParts structured, Isolation isolation) {
        this.structured = structured;
        this.isolation = isolation;
    }

    /** Sorts the markers of an event, and those that they refer to. */
    void sort(@Nullable List<Marker> markers, boolean error) {
        if (markers == null || markers.isEmpty()) {
            return;
        }
        for (int i = 0; i < markers.size(); i++) {
            Marker marker = markers.get(i);
            if (marker != null) {
                try {
                    sort(marker, error);
                } catch (Throwable e) {
                    isolation.failed(e);
                }
            }
        }
    }

    boolean critical() {
        return critical;
    }

    /** The markers that are fields. */
    List<Marker> fields() {
        return fields;
    }

    List<String> tags() {
        return tags;
    }

    void tag(String tag) {
        if (!tags.contains(tag) && tags.size() < MOST) {
            tags.add(tag);
        }
    }

    void clear() {
        if (!seen.isEmpty() || !tags.isEmpty()) {
            seen.clear();
            fields.clear();
            tags.clear();
        }
        critical = false;
    }

    private void sort(Marker marker, boolean error) {
        if (seen.size() >= MOST) {
            return;
        }
        for (int i = 0; i < seen.size(); i++) {
            if (seen.get(i) == marker) {
                return;
            }
        }
        seen.add(marker);
        if (structured.isMarker(marker)) {
            fields.add(marker);
        } else {
            String name = String.valueOf(marker.getName());
            if (error && name.equals(CRITICAL)) {
                critical = true;
            } else if (!name.equals(COMMONS_LOGGING)) {
                tag(name);
            }
        }
        if (marker.hasReferences()) {
            for (Iterator<Marker> references = marker.iterator(); references.hasNext(); ) {
                sort(references.next(), error);
            }
        }
    }
}
