package io.obs.examples.captions.platform;

import io.obs.collector.ReceivedSpan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The traces that were received, by their ids; the oldest go when there are too many. Thread-safe. */
public final class Traces {

    private static final int MOST = 10_000;

    private final Map<String, List<ReceivedSpan>> byId = new LinkedHashMap<>();

    synchronized void add(List<ReceivedSpan> spans) {
        for (ReceivedSpan span : spans) {
            byId.computeIfAbsent(span.traceId(), id -> new ArrayList<>()).add(span);
        }
        while (byId.size() > MOST) {
            byId.remove(byId.keySet().iterator().next());
        }
    }

    /** The spans of a trace; empty if none came. */
    public synchronized List<ReceivedSpan> spans(String traceId) {
        return List.copyOf(byId.getOrDefault(traceId, List.of()));
    }

    /** The ids of all traces, the oldest first. */
    public synchronized List<String> ids() {
        return List.copyOf(byId.keySet());
    }
}
