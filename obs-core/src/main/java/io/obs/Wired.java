package io.obs;

import io.obs.pipeline.Failures;
import io.obs.pipeline.Signal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What was wired, by whom, where it goes, and what was left out: the start line, and the facts of the admin page. */
final class Wired {

    private record Way(String room, String where, Supplier<Map<String, Object>> now) {}

    private final Map<Signal, List<Way>> ways = new EnumMap<>(Signal.class);
    private final List<String> leftOut = new CopyOnWriteArrayList<>();
    private final Map<String, Supplier<Map<String, Object>>> sections = new LinkedHashMap<>();

    void describe(String room, Signal signal, String where, Supplier<Map<String, Object>> now) {
        ways.computeIfAbsent(signal, s -> new ArrayList<>()).add(new Way(room, where, now));
    }

    void section(String name, Supplier<Map<String, Object>> now) {
        sections.put(name, now);
    }

    void leftOut(String sentence) {
        leftOut.add(sentence);
    }

    List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    /**
     * {@code traces: otlp/grpc http://localhost:4317; logs: ...; left out: ...}.
     *
     * @param admin where the admin endpoint is, or why there is none
     */
    String line(String admin) {
        StringBuilder line = new StringBuilder();
        for (Signal signal : Signal.values()) {
            line.append(signal.label()).append("s: ").append(where(signal)).append("; ");
        }
        line.append("admin: ").append(admin);
        if (!leftOut.isEmpty()) {
            line.append("; left out: ").append(String.join("; ", leftOut));
        }
        return line.toString();
    }

    private String where(Signal signal) {
        List<Way> known = ways.get(signal);
        return known == null ? unwired(signal) : known.stream().map(Way::where).collect(Collectors.joining(" and "));
    }

    /** By signal, each way it goes: room, where, and what there is to say of it now. */
    Map<String, Object> signals(Failures failures) {
        Map<String, Object> signals = new LinkedHashMap<>();
        for (Signal signal : Signal.values()) {
            List<Way> known = ways.get(signal);
            signals.put(
                    signal.label(),
                    known == null
                            ? List.of(Map.of("to", unwired(signal)))
                            : known.stream().map(way -> facts(way, failures)).toList());
        }
        return signals;
    }

    /** The rooms' own sections of the admin page. */
    Map<String, Object> sections(Failures failures) {
        Map<String, Object> all = new LinkedHashMap<>();
        sections.forEach((name, now) -> all.put(name, asked(now, failures)));
        return all;
    }

    private static String unwired(Signal signal) {
        return switch (signal) {
            case TRACE -> "ids only, add obs-tracing";
            case LOG -> "the service's own, without obs's fields and lines, add obs-logging";
            case METRIC -> "nowhere, add obs-metrics";
        };
    }

    private static Map<String, Object> facts(Way way, Failures failures) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("room", way.room());
        facts.put("to", way.where());
        facts.putAll(asked(way.now(), failures));
        return facts;
    }

    private static Map<String, Object> asked(Supplier<Map<String, Object>> now, Failures failures) {
        try {
            return now.get();
        } catch (Throwable e) {
            failures.caught("admin", e);
            return Map.of("now", "unknown: " + e.getClass().getSimpleName());
        }
    }
}
